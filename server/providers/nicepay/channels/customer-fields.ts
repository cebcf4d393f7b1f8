import type { OfferField } from '../../../payments/ports/ports.ts';
import { lenderEmail, lenderName } from '../../customer-fields.ts';

/* The fields that the customer fills in, unless the shop has sent them with the checkout. Their names are part of our API. */

/** `billingEmail` has 40 characters. */
const VALID_EMAIL = /^(?=.{1,40}$)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export const latinName: OfferField = {
  ...lenderName,
  pattern: { regex: /[A-Za-z]/, message: 'must be written in Latin letters' },
};
export const shortEmail = lenderEmail({
  regex: VALID_EMAIL,
  message: 'must be an e-mail address of at most 40 characters',
});

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
