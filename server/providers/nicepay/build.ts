import type { PayMethod } from './channels.ts';

/** Everything NICEPAY takes is flat and made of texts, numbers included. */
export type Fields = Readonly<Record<string, string>>;

/** What a result code has to be read together with. */
export interface CallContext {
  readonly call: 'registration' | 'payment' | 'inquiry' | 'cancel' | 'receipt';
  readonly payMethod: string;
}

export interface ApiCall extends CallContext {
  /** Behind the base address, which ends in `/nicepay`. */
  readonly path: string;
  readonly encoding: 'json' | 'form';
  readonly fields: Fields;
}

export const registerDirect = (payMethod: PayMethod, fields: Fields): ApiCall => ({
  call: 'registration',
  payMethod,
  path: '/direct/v2/registration',
  encoding: 'json',
  fields,
});

export const registerCheckout = (payMethod: PayMethod, fields: Fields): ApiCall => ({
  call: 'registration',
  payMethod,
  path: '/redirect/v2/registration',
  encoding: 'json',
  fields,
});

/** The customer's browser posts here; we ourselves only where no card is typed in. */
export const PAYMENT_PATH = '/direct/v2/payment';
export const CHECKOUT_PAGE_PATH = '/redirect/v2/payment';

export const pay = (fields: Fields): ApiCall => ({
  call: 'payment',
  payMethod: '01',
  path: PAYMENT_PATH,
  encoding: 'form',
  fields,
});

/** For both flows: there is no inquiry or cancel of the Checkout flow's own. */
export const inquireStatus = (payMethod: PayMethod, fields: Fields): ApiCall => ({
  call: 'inquiry',
  payMethod,
  path: '/direct/v2/inquiry',
  encoding: 'json',
  fields,
});

export const cancelTransaction = (payMethod: string, fields: Fields): ApiCall => ({
  call: 'cancel',
  payMethod,
  path: '/direct/v2/cancel',
  encoding: 'json',
  fields,
});

export const confirmAkulaku = (fields: Fields): ApiCall => ({
  call: 'receipt',
  payMethod: '06',
  path: '/direct/v2/confirmAkulaku',
  encoding: 'form',
  fields,
});
