/** `BRI_DIRECT_DEBIT` → `BRI Direct Debit`, `DANA` → `DANA`. */
export const brandText = (code: string): string =>
  code
    .split('_')
    .map((word, i) => (i === 0 || word.length <= 3 ? word : word.charAt(0) + word.slice(1).toLowerCase()))
    .join(' ');
