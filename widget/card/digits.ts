/** `4111-1111` → `41111111`; digits of other scripts' full width count too. */
export const onlyDigits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');
