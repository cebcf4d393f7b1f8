/** The network of a card by its first digits, and the form of its numbers. */
export interface CardBrand {
  readonly name: string;
  /** How many digits a number may have. */
  readonly lengths: readonly number[];
  /** The groups in which the digits are written. */
  readonly groups: readonly number[];
  /** How many digits the security code has. */
  readonly cvv: number;
}

const FOURS = [4, 4, 4, 4, 3];
const SIXTEEN_UP = [16, 17, 18, 19];

const visa: CardBrand = { name: 'Visa', lengths: [13, 16, 19], groups: FOURS, cvv: 3 };
const mastercard: CardBrand = { name: 'Mastercard', lengths: [16], groups: FOURS, cvv: 3 };
const jcb: CardBrand = { name: 'JCB', lengths: SIXTEEN_UP, groups: FOURS, cvv: 3 };
const amex: CardBrand = { name: 'Amex', lengths: [15], groups: [4, 6, 5], cvv: 4 };
/** Indonesia's own network of debit cards. */
const gpn: CardBrand = { name: 'GPN', lengths: SIXTEEN_UP, groups: FOURS, cvv: 3 };

/** Any network that is not listed here; the provider decides whether it accepts the card. */
export const OTHER_BRAND: CardBrand = {
  name: '',
  lengths: [12, 13, 14, 15, ...SIXTEEN_UP],
  groups: FOURS,
  cvv: 3,
};

/** First digits, from and to. */
const RANGES: readonly (readonly [from: string, to: string, brand: CardBrand])[] = [
  ['4', '4', visa],
  ['51', '55', mastercard],
  ['2221', '2720', mastercard],
  ['3528', '3589', jcb],
  ['34', '34', amex],
  ['37', '37', amex],
  ['1946', '1946', gpn],
  ['50', '50', gpn],
  ['56', '56', gpn],
  ['58', '58', gpn],
  ['60', '61', gpn],
  ['63', '63', gpn],
];

/** The brand of a number that may still be being typed. */
export const brandOf = (digits: string): CardBrand =>
  RANGES.find(([from, to]) => {
    const first = digits.slice(0, from.length);
    return first.length === from.length && first >= from && first <= to;
  })?.[2] ?? OTHER_BRAND;
