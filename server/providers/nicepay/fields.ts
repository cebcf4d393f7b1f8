import { INSTALLMENT_FIELD } from '../../../shared/installments.ts';
import type { OfferField } from '../../payments/ports.ts';

/* What is asked of the customer, beside what the shop has told already. Names are ours and public. */

/** OVO asks the phone of this number, so it is needed and cannot be made up. */
export const ovoPhone: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: { id: 'Nomor HP yang terdaftar di OVO', en: 'Mobile number registered with OVO' },
  filledBy: 'phone',
};

/** A lender decides by who the buyer is. */
export const payerName: OfferField = {
  name: 'name',
  type: 'text',
  required: true,
  label: { id: 'Nama lengkap', en: 'Full name' },
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
    { value: '1', label: 'Bayar penuh' },
    { value: '3', label: '3 bulan' },
    { value: '6', label: '6 bulan' },
    { value: '12', label: '12 bulan' },
  ],
  narrowedBy: 'installments',
};
