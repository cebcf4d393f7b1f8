import { INSTALLMENT_FIELD } from '../../../../shared/installments.ts';
import type { OfferField } from '../../../payments/ports/ports.ts';

/* What is asked of the customer, beside what the shop has told already. Names are ours and public. */

/** OVO asks the phone of this number, so it is needed and cannot be made up. */
export const ovoPhone: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: { id: 'Nomor HP yang terdaftar di OVO', en: 'Mobile number registered with OVO' },
  pattern: { regex: /^\+628\d{8,11}$/, message: 'must be an Indonesian mobile number (08…)' },
  filledBy: 'phone',
};

/* A lender decides by who the buyer is: what NICEPAY's fields cannot take is asked for, never filled up. */

/** `billingEmail` has forty characters. */
const SENDABLE = /^(?=.{1,40}$)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export const payerName: OfferField = {
  name: 'name',
  type: 'text',
  required: true,
  label: { id: 'Nama lengkap', en: 'Full name' },
  pattern: { regex: /[A-Za-z]/, message: 'must be written in Latin letters' },
  filledBy: 'name',
};
export const payerPhone: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: { id: 'Nomor HP', en: 'Mobile number' },
  filledBy: 'phone',
};
export const payerEmail: OfferField = {
  name: 'email',
  type: 'email',
  required: true,
  label: 'Email',
  pattern: { regex: SENDABLE, message: 'must be an e-mail address of at most 40 characters' },
  filledBy: 'email',
};

/** One of NICEPAY's libraries has it, its pages do not: sent when the customer gives it. */
export const cashtag: OfferField = {
  name: 'cashtag',
  type: 'text',
  required: false,
  label: '$Cashtag Jenius',
  pattern: {
    regex: /^\$[A-Za-z0-9_.]{1,30}$/,
    message: 'must be a $Cashtag: a dollar sign, then letters and digits',
  },
};

/** In how many months a card is paid. Which of them a shop allows stands in its checkout. */
export const installment: OfferField = {
  name: INSTALLMENT_FIELD,
  type: 'select',
  required: false,
  label: { id: 'Cicilan', en: 'Instalments' },
  options: [
    { value: '1', label: { id: 'Bayar penuh', en: 'Pay in full' } },
    { value: '3', label: { id: '3 bulan', en: '3 months' } },
    { value: '6', label: { id: '6 bulan', en: '6 months' } },
    { value: '12', label: { id: '12 bulan', en: '12 months' } },
  ],
  narrowedBy: 'installments',
};
