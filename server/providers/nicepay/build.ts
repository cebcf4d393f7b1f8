import { Rejected } from '../../payments/ports/ports.ts';
import type { PayMethod } from './channels.ts';

/** What NICEPAY takes: one flat list of fields, each a text, numbers included. */
export type RequestFields = Readonly<Record<string, string>>;

/** A result code can only be read together with the call it answers and the payment method. */
export interface CallContext {
  readonly call: 'registration' | 'payment' | 'inquiry' | 'cancel' | 'receipt';
  readonly payMethod: string;
}

export interface ApiCall extends CallContext {
  /** Appended to the base URL, which ends in `/nicepay`. */
  readonly path: string;
  readonly encoding: 'json' | 'form';
  readonly fields: RequestFields;
}

/** @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-convenience-store and its siblings */
export const registerDirect = (payMethod: PayMethod, fields: RequestFields): ApiCall => ({
  call: 'registration',
  payMethod,
  path: '/direct/v2/registration',
  encoding: 'json',
  fields,
});

/** @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-checkout */
export const registerCheckout = (payMethod: PayMethod, fields: RequestFields): ApiCall => ({
  call: 'registration',
  payMethod,
  path: '/redirect/v2/registration',
  encoding: 'json',
  fields,
});

/** The customer's browser posts its form here; our server does so only for payments without card data. */
export const PAYMENT_PATH = '/direct/v2/payment';
export const CHECKOUT_PAGE_PATH = '/redirect/v2/payment';

/** The payment step of a saved card or a capture. @see https://docs.nicepay.co.id/en/nicepay-api-v2-recurring-payment-api-credit-card */
export const pay = (fields: RequestFields): ApiCall => ({
  call: 'payment',
  payMethod: '01',
  path: PAYMENT_PATH,
  encoding: 'form',
  fields,
});

/**
 * For transactions of both flows: the Checkout flow has no inquiry of its own.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-status-inquiry-api-checkout
 */
export const inquireStatus = (payMethod: PayMethod, fields: RequestFields): ApiCall => ({
  call: 'inquiry',
  payMethod,
  path: '/direct/v2/inquiry',
  encoding: 'json',
  fields,
});

/** For transactions of both flows. @see https://docs.nicepay.co.id/en/nicepay-api-v2-cancel-api-credit-card and its siblings */
export const cancelTransaction = (payMethod: string, fields: RequestFields): ApiCall => ({
  call: 'cancel',
  payMethod,
  path: '/direct/v2/cancel',
  encoding: 'json',
  fields,
});

/** @see NICEPAY API V2, chapter "Payloan", `confirmAkulaku` */
export const confirmAkulaku = (fields: RequestFields): ApiCall => ({
  call: 'receipt',
  payMethod: '06',
  path: '/direct/v2/confirmAkulaku',
  encoding: 'form',
  fields,
});

/** Whole rupiah, digits only. */
export const amountText = (amount: number): string => String(amount);

/**
 * A URL as NICEPAY's field takes it. A longer one would be cut off and lead nowhere.
 *
 * @throws {Rejected} the URL is longer than 255 characters
 */
export function urlField(field: string, url: string): string {
  if (url.length > 255) throw new Rejected({ code: 'provider_error' }, `${field} is longer than 255 characters`);
  return url;
}
