import type { Instant } from '../../../payments/model/model.ts';

/* The test cards of the sandbox and what they do. @see https://docs.midtrans.com/docs/testing-payment-on-sandbox */

/** A card as this simulator remembers it: never the whole number, never the security code. */
export interface SimulatedCard {
  /** `48111111-1114` */
  readonly masked: string;
  readonly bank: string;
  readonly brand: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  /** The issuer asks for a password. */
  readonly challenges: boolean;
  readonly result: CardResult;
}

/** `decline`: the bank's `channel_response_code`. `review`: the fraud detection leaves it to the merchant. */
export type CardResult = 'accept' | 'review' | 'fraud' | { readonly decline: string };

interface TestCard {
  readonly number: string;
  readonly does: string;
  readonly challenges: boolean;
  readonly result: CardResult;
  readonly bank?: string;
}

/** Every other number of a possible length is accepted after a password. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: '4811111111111114', does: 'is accepted after a password', challenges: true, result: 'accept', bank: 'bni' },
  {
    number: '5211111111111117',
    does: 'is accepted after a password',
    challenges: true,
    result: 'accept',
    bank: 'mandiri',
  },
  { number: '4911111111111113', does: 'is declined by the bank', challenges: true, result: { decline: '05' } },
  { number: '5111111111111118', does: 'is declined by the bank', challenges: true, result: { decline: '05' } },
  { number: '4556557955726624', does: 'is accepted at once', challenges: false, result: 'accept', bank: 'bca' },
  { number: '4485436455354151', does: 'is declined at once', challenges: false, result: { decline: '05' } },
  { number: '4472429869996670', does: 'has not enough money', challenges: true, result: { decline: '51' } },
  { number: '4511111111111117', does: 'is held by the fraud detection', challenges: true, result: 'review' },
  { number: '4611111111111116', does: 'is denied by the fraud detection', challenges: true, result: 'fraud' },
];

export const isCardNumber = (number: string): boolean => /^\d{13,19}$/.test(number);

/** A card is good to the last day of its month, in Jakarta. */
export const cardEnd = (month: string, year: string): Instant =>
  Date.UTC(Number(year), Number(month), 1) - 7 * 3_600_000;

export function rememberCard(given: string, expiryMonth: string, expiryYear: string): SimulatedCard {
  const known = TEST_CARDS.find((one) => endsOf(one.number) === endsOf(given));
  const { number = given, challenges = true, result = 'accept', bank = 'bca' } = known ?? {};
  return {
    masked: `${number.slice(0, 8)}-${number.slice(-4)}`,
    bank,
    brand: number.startsWith('5') ? 'Mastercard' : number.startsWith('3') ? 'JCB' : 'Visa',
    expiryMonth,
    expiryYear,
    challenges,
    result,
  };
}

/** The demo blots out the digits between them, since somebody may enter a real card by mistake. */
const endsOf = (number: string): string => `${number.slice(0, 6)} ${number.slice(-4)}`;

/** What pays where a button of the simulators' page does. */
export const ANY_CARD = rememberCard('4556557955726624', '12', '2040');
