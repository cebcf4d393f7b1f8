/** A range of the first four digits, and the lengths of the scheme's numbers. */
type Scheme = readonly [from: number, to: number, ...lengths: readonly number[]];

const SCHEMES: readonly Scheme[] = [
  [1946, 1946, 16], // GPN (Indonesia)
  [2200, 2204, 16, 17, 18, 19], // Mir
  [2221, 2720, 16], // Mastercard
  [3000, 3059, 14, 16, 17, 18, 19], // Diners Club
  [3095, 3095, 14, 16, 17, 18, 19],
  [3400, 3499, 15], // American Express
  [3528, 3589, 16, 17, 18, 19], // JCB
  [3600, 3699, 14, 15, 16, 17, 18, 19], // Diners Club
  [3700, 3799, 15], // American Express
  [3800, 3999, 14, 16, 17, 18, 19], // Diners Club
  [4000, 4999, 13, 16, 19], // Visa
  [5000, 5099, 16, 17, 18, 19], // Maestro, RuPay
  [5018, 5018, 12, 13, 14, 15], // Maestro
  [5020, 5020, 12, 13, 14, 15],
  [5038, 5038, 12, 13, 14, 15],
  [5100, 5599, 16], // Mastercard
  [5600, 5899, 16, 17, 18, 19], // Maestro
  [5893, 5893, 12, 13, 14, 15],
  // From 16 digits on: phone numbers of our countries without the plus begin with 6 and have at most 15 digits.
  [6000, 6099, 16, 17, 18, 19], // GPN, RuPay, Discover
  [6200, 6399, 16, 17, 18, 19], // UnionPay, Maestro
  [6440, 6599, 16, 17, 18, 19], // Discover
  [6700, 6799, 16, 17, 18, 19], // Maestro
  [8100, 8199, 16, 17, 18, 19], // UnionPay
  [9704, 9704, 16, 19], // NAPAS (Vietnam)
];

const LENGTHS = new Uint32Array(10_000);
for (const [from, to, ...lengths] of SCHEMES) {
  for (let head = from; head <= to; head += 1) {
    for (const length of lengths) LENGTHS[head] = (LENGTHS[head] ?? 0) | (1 << length);
  }
}

/** The limits of card numbers (ISO/IEC 7812). */
export const MIN_CARD_DIGITS = 12;
export const MAX_CARD_DIGITS = 19;

/** The lengths of card numbers that begin with these four digits: bit `n` is set for numbers of `n` digits. */
export const cardLengths = (head: number): number => LENGTHS[head] ?? 0;
