import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { isCountryCode, type CountryCode } from './countries.ts';

const LANGUAGES_OR_NONE = [...LANGUAGES, ''] as const;
const SAVE_PAYMENT = ['never', 'offer', 'require'] as const;
const CAPTURE = ['automatic', 'manual'] as const;
const INSTALLMENTS = ['none', 'offer'] as const;

/** What a person trying the demo may choose for the next order. Kept in a cookie, as a query string. */
export interface Options {
  readonly country: CountryCode;
  /** Of the payment page; empty: as the shop. */
  readonly checkoutLanguage: Language | '';
  readonly savePayment: (typeof SAVE_PAYMENT)[number];
  readonly capture: (typeof CAPTURE)[number];
  /** Whether a card may be paid in months, where a provider offers that. */
  readonly installments: (typeof INSTALLMENTS)[number];
  /** Who the customer is to the shop: saved payment methods belong to it. */
  readonly customerReference: string;
}

const oneOf = <T extends string>(allowed: readonly T[], text: string | null, otherwise: T): T =>
  allowed.find((value) => value === text) ?? otherwise;

/** Reads a form or the cookie; what is missing or invalid becomes the default. */
export function readOptions(given: URLSearchParams, visitor: string): Options {
  const country = given.get('country') ?? '';
  const reference = (given.get('customerReference') ?? '').trim();
  return {
    country: isCountryCode(country) ? country : 'ID',
    checkoutLanguage: oneOf(LANGUAGES_OR_NONE, given.get('checkoutLanguage'), ''),
    savePayment: oneOf(SAVE_PAYMENT, given.get('savePayment'), 'offer'),
    capture: oneOf(CAPTURE, given.get('capture'), 'automatic'),
    installments: oneOf(INSTALLMENTS, given.get('installments'), 'none'),
    customerReference: /^[\w.@+-]{1,64}$/.test(reference) ? reference : visitor,
  };
}

export const writeOptions = (options: Options): string => new URLSearchParams({ ...options }).toString();
