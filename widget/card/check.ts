import { checkField } from '../ui/field-check.ts';
import { brandOf } from './brand.ts';
import { onlyDigits } from './digits.ts';
import { hasExpired, parseExpiry, toYymm } from './expiry.ts';
import { plainHolder } from './holder.ts';
import { isCardNumber } from './number.ts';

/** The fields in the order of the form. */
export const CARD_FIELDS = ['number', 'expiry', 'cvv', 'holder', 'email'] as const;
export type CardField = (typeof CARD_FIELDS)[number];

export type CardFault = `${CardField}_needed` | `${CardField}_wrong` | 'expiry_past';

/** What is wrong with a field, as far as a page can know. `number`: of the card; its brand decides the CVV's length. */
export function checkCardField(field: CardField, text: string, number: string, now: number): CardFault | undefined {
  if (text.trim() === '') return `${field}_needed`;
  return CHECKS[field](text, number, now);
}

type Check = (text: string, number: string, now: number) => CardFault | undefined;

const CHECKS: { readonly [F in CardField]: Check } = {
  number: (text) => (isCardNumber(text) ? undefined : 'number_wrong'),
  expiry: (text, _, now) => {
    const expiry = parseExpiry(text);
    if (!expiry) return 'expiry_wrong';
    return hasExpired(expiry, now) ? 'expiry_past' : undefined;
  },
  cvv: (text, number) =>
    /^\d+$/.test(text) && text.length === brandOf(onlyDigits(number)).cvv ? undefined : 'cvv_wrong',
  holder: (text) => (plainHolder(text) === undefined ? 'holder_wrong' : undefined),
  email: (text) => (checkField({ type: 'email', required: true }, text) ? 'email_wrong' : undefined),
};

/** An entry without faults as the provider expects it. */
export const sendable = (field: CardField, text: string): string => SENDABLE[field](text);

const SENDABLE: { readonly [F in CardField]: (text: string) => string } = {
  number: onlyDigits,
  expiry: (text) => {
    const expiry = parseExpiry(text);
    return expiry ? toYymm(expiry) : '';
  },
  cvv: onlyDigits,
  holder: (text) => plainHolder(text) ?? '',
  email: (text) => text.trim(),
};
