import { INSTALLMENT_FIELD } from '../../../../shared/installments.ts';
import type { OfferField } from '../../../payments/ports/ports.ts';

/* The fields that the customer fills in, unless the shop has sent them with the checkout. Their names are part of our API. */

/** OVO sends its push notification to this number, so there can be no placeholder. */
export const ovoPhone: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: { id: 'Nomor HP yang terdaftar di OVO', en: 'Mobile number registered with OVO' },
  pattern: { regex: /^\+628\d{8,11}$/, message: 'must be an Indonesian mobile number (08…)' },
  filledBy: 'phone',
};

/* A lender decides by who the customer is, so there can be no placeholders for these. */

/** `billingEmail` has 40 characters. */
const VALID_EMAIL = /^(?=.{1,40}$)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export const lenderName: OfferField = {
  name: 'name',
  type: 'text',
  required: true,
  label: { id: 'Nama lengkap', en: 'Full name' },
  pattern: { regex: /[A-Za-z]/, message: 'must be written in Latin letters' },
  filledBy: 'name',
};
export const lenderPhone: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: { id: 'Nomor HP', en: 'Mobile number' },
  filledBy: 'phone',
};
export const lenderEmail: OfferField = {
  name: 'email',
  type: 'email',
  required: true,
  label: 'Email',
  pattern: { regex: VALID_EMAIL, message: 'must be an e-mail address of at most 40 characters' },
  filledBy: 'email',
};

/** Optional: only one of NICEPAY's libraries has it, its documentation does not. */
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

/** The number of monthly instalments of a card payment. The checkout says which of them the shop allows. */
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
