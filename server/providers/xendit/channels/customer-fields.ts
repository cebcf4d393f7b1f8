import type { OfferField } from '../../../payments/ports/ports.ts';
import { EMAIL } from '../../field-labels.ts';
import { VALID_EMAIL } from './valid-email.ts';

/* Fields that some channels ask the customer for. The names are ours and public; properties.ts maps them to Xendit's. */

/** A phone number, in E.164 when it gets here. */
export const phone = (label: OfferField['label']): OfferField => ({
  name: 'phone',
  type: 'phone',
  required: true,
  label,
  filledBy: 'phone',
});

export const email: OfferField = {
  name: 'email',
  type: 'email',
  required: true,
  label: EMAIL,
  pattern: { regex: VALID_EMAIL, message: 'must be an e-mail address of at most 50 characters' },
  filledBy: 'email',
};

export const cashtag: OfferField = {
  name: 'cashtag',
  type: 'text',
  required: true,
  label: '$Cashtag Jenius',
  pattern: {
    regex: /^\$[A-Za-z0-9_.]{1,30}$/,
    message: 'must be a $Cashtag: a dollar sign, then letters and digits',
  },
};

export const cardLastFour: OfferField = {
  name: 'cardLastFour',
  type: 'text',
  required: true,
  label: {
    id: '4 digit terakhir kartu debit',
    en: 'Last 4 digits of the debit card',
    th: 'เลข 4 หลักท้ายของบัตรเดบิต',
    vi: '4 số cuối của thẻ ghi nợ',
    ms: '4 digit terakhir kad debit',
    fil: 'Huling 4 digit ng debit card',
    zh: '借记卡末四位',
  },
  pattern: { regex: /^\d{4}$/, message: 'must be the last four digits of the card, and nothing else of it' },
};
