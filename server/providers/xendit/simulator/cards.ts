/* The provider's test cards and what they do. Reference: "Test mode" in the provider's card scenario page. */

/** A card as this simulator remembers it: never the whole number, never the security code. */
export interface Card {
  readonly masked: string;
  readonly network: 'VISA' | 'MASTERCARD' | 'JCB' | 'AMEX' | 'BCA' | 'OTHER';
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly fingerprint: string;
  /** The issuer accepts it without a challenge. */
  readonly frictionless: boolean;
}

/** Every other card with a valid check digit is challenged. */
const FRICTIONLESS = new Set([
  '4000000000001000',
  '5200000000001005',
  '4440000042200014',
  '5123456789012346',
  '378282246310005',
  '340000000002708',
]);

/** Test numbers that are accepted although their check digit is wrong. */
const LISTED = new Set([
  ...FRICTIONLESS,
  '4000000000002503',
  '5200000000002151',
  '4440000009900010',
  '5123450000000008',
  '4200350000000801',
  '5413530000000501',
  '3337000000000008',
  '340000000002534',
  '1889800000000171',
]);

/** Amounts in major units that a card payment fails with, and the failure code. */
const FAILING: ReadonlyMap<string, string> = new Map([
  ['10051', 'EXPIRED_CARD'],
  ['10052', 'SUSPECTED_FRAUDULENT'],
  ['10053', 'DECLINED_BY_PROCESSOR'],
  ['10054', 'INSUFFICIENT_BALANCE'],
  ['10055', 'STOLEN_CARD'],
  ['10056', 'INACTIVE_OR_UNAUTHORIZED_CARD'],
  ['10057', 'PROCESSOR_ERROR'],
  ['10058', 'INVALID_CVV'],
  ['10059', 'DECLINED_BY_ISSUER'],
  ['10.05', 'DECLINED_BY_ISSUER'],
  ['10.14', 'INVALID_CARD'],
  ['10.30', 'PROCESSOR_ERROR'],
  ['10.51', 'INSUFFICIENT_BALANCE'],
  ['10.65', 'DECLINED_BY_ISSUER'],
]);

const FAILING_IN_VIETNAM: ReadonlyMap<string, string> = new Map([
  ['405400', 'EXPIRED_CARD'],
  ['405900', 'SUSPECTED_FRAUDULENT'],
  ['405100', 'INSUFFICIENT_BALANCE'],
  ['400700', 'STOLEN_CARD'],
  ['405500', 'INACTIVE_OR_UNAUTHORIZED_CARD'],
  ['402500', 'PROCESSOR_ERROR'],
  ['403900', 'INVALID_CVV'],
  ['400300', 'DECLINED_BY_ISSUER'],
]);

/** `major` as {@link toMajorText} writes it; whole amounts lose their decimals first. */
export const cardFailure = (major: string, country: string): string | undefined =>
  (country === 'VN' ? FAILING_IN_VIETNAM : FAILING).get(major.replace(/\.00$/, ''));

const passesLuhn = (number: string): boolean => {
  const digits = number.split('').reverse();
  const sum = digits.reduce((total, character, i) => {
    const digit = Number(character) * (i % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
};

/** A number that a card can have; test numbers count whatever their check digit. */
export const isCardNumber = (number: string): boolean =>
  /^\d{13,19}$/.test(number) && (LISTED.has(number) || passesLuhn(number));

/** A card is good to the last day of its month, by UTC. */
export const isExpired = (month: string, year: string, now: number): boolean =>
  Date.UTC(Number(year), Number(month), 1) <= now;

/** When a token of the card ends: the first moment of the month after its last. */
export const cardEnd = ({ expiryMonth, expiryYear }: Card): number =>
  Date.UTC(Number(expiryYear), Number(expiryMonth), 1);

const networkOf = (number: string): Card['network'] => {
  if (number.startsWith('18898')) return 'BCA';
  if (number.startsWith('4')) return 'VISA';
  if (/^3[47]/.test(number)) return 'AMEX';
  if (/^35|^333/.test(number)) return 'JCB';
  return /^5|^2[2-7]/.test(number) ? 'MASTERCARD' : 'OTHER';
};

export interface CardInput {
  readonly number: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

export function rememberCard({ number, ...rest }: CardInput): Card {
  let hash = 7;
  for (const character of number) hash = (hash * 31 + character.charCodeAt(0)) % 2 ** 31;
  return {
    ...rest,
    masked: `${number.slice(0, 4)}****${number.slice(-4)}`,
    network: networkOf(number),
    fingerprint: hash.toString(16).padStart(24, '0'),
    frictionless: FRICTIONLESS.has(number),
  };
}
