import { INSTALLMENT_FIELD } from '../../shared/installments.ts';
import type { OfferField } from '../payments/ports/ports.ts';
import type { LocalizedText } from '../payments/model/model.ts';
import { EMAIL, MOBILE_NUMBER, registeredNumber } from './field-labels.ts';

/* Fields that several providers ask the customer for. Their names are part of our API. */

/** OVO sends its push notification to this number, so there can be no placeholder. */
export const ovoPhone: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: registeredNumber('OVO'),
  pattern: { regex: /^\+628\d{8,11}$/, message: 'must be an Indonesian mobile number (08…)' },
  filledBy: 'phone',
};

/* A lender decides by who the customer is, so there can be no placeholders for these. */

/** Providers with a rule for it add a `pattern`. */
export const lenderName: OfferField = {
  name: 'name',
  type: 'text',
  required: true,
  label: {
    id: 'Nama lengkap',
    en: 'Full name',
    th: 'ชื่อและนามสกุล',
    vi: 'Họ và tên',
    ms: 'Nama penuh',
    fil: 'Buong pangalan',
    zh: '姓名',
  },
  filledBy: 'name',
};

/** @param pattern which addresses the provider takes */
export const lenderEmail = (pattern: OfferField['pattern']): OfferField => ({
  name: 'email',
  type: 'email',
  required: true,
  label: EMAIL,
  pattern,
  filledBy: 'email',
});

export const lenderPhone: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: MOBILE_NUMBER,
  filledBy: 'phone',
};

const PAY_IN_FULL: LocalizedText = {
  id: 'Bayar penuh',
  en: 'Pay in full',
  th: 'ชำระเต็มจำนวน',
  vi: 'Thanh toán toàn bộ',
  ms: 'Bayar penuh',
  fil: 'Bayaran nang buo',
  zh: '一次付清',
};

const monthsText = (months: number): LocalizedText => ({
  id: `${months} bulan`,
  en: `${months} months`,
  th: `${months} เดือน`,
  vi: `${months} tháng`,
  ms: `${months} bulan`,
  fil: `${months} buwan`,
  zh: `${months} 个月`,
});

/** The number of monthly instalments of a card payment. The checkout says which of them the shop allows. */
export const installment: OfferField = {
  name: INSTALLMENT_FIELD,
  type: 'select',
  required: false,
  label: {
    id: 'Cicilan',
    en: 'Instalments',
    th: 'ผ่อนชำระ',
    vi: 'Trả góp',
    ms: 'Ansuran',
    fil: 'Hulugan',
    zh: '分期付款',
  },
  options: [
    { value: '1', label: PAY_IN_FULL },
    { value: '3', label: monthsText(3) },
    { value: '6', label: monthsText(6) },
    { value: '12', label: monthsText(12) },
  ],
  narrowedBy: 'installments',
};
