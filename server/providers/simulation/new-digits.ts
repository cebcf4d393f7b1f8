/** Digits that no other number of this simulator has, as long as the UUIDs differ in their last twelve places. */
export const newDigits = ({ options }: { readonly options: { readonly uuid: () => string } }, length: number): string =>
  String(BigInt(`0x${options.uuid().slice(-12)}`) % 10n ** BigInt(length)).padStart(length, '0');
