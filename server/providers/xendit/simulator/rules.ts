import type { Currency } from '../../../../shared/money.ts';
import { fromMajor } from '../../../../shared/money.ts';

/*
 * What the simulator enforces per channel. Deliberately not the gateway's table: where two readings of the
 * provider's documents disagree, tests should show it.
 */

export type Category =
  | 'VIRTUAL_ACCOUNT'
  | 'OVER_THE_COUNTER'
  | 'QR_CODE'
  | 'EWALLET'
  | 'CARDS'
  | 'DIRECT_DEBIT'
  | 'ONLINE_BANKING'
  | 'PAYLATER';

export type Descriptor = 'VIRTUAL_ACCOUNT_NUMBER' | 'PAYMENT_CODE' | 'QR_STRING' | 'WEB_URL' | 'DEEPLINK_URL' | 'OTP';

export interface ChannelRule {
  readonly code: string;
  readonly country: string;
  readonly currency: Currency;
  readonly category: Category;
  /** Smallest units, inclusive. */
  readonly min: number;
  readonly max: number;
  /** Required `channel_properties` of a payment, and where the method is saved with it or on its own. */
  readonly required: readonly string[];
  readonly requiredToSave: readonly string[];
  /** In the order the answer lists them; empty: a push to the customer's phone. */
  readonly steps: readonly Descriptor[];
  readonly stepsToSave: readonly Descriptor[];
  readonly pay: boolean;
  readonly save: boolean;
  readonly reusable: boolean;
  /** A token is charged without the customer. */
  readonly skipsApproval: boolean;
  readonly refund: 'none' | 'full' | 'partial';
  /** Refunds are rejected after so many days; absent: no limit. */
  readonly refundDays?: number | undefined;
  /** Lifetime of an unpaid request without `expires_at`. */
  readonly lifeSeconds: number;
  /** `channel_properties.expires_at` counts; otherwise it is ignored, as an unknown field is. */
  readonly expirySettable: boolean;
  /** The merchant may choose the number or code. */
  readonly customCode: boolean;
  /** Years until a token ends; absent: never, or with its card. */
  readonly tokenYears?: number | undefined;
}

const CURRENCY_OF = { ID: 'IDR', PH: 'PHP', TH: 'THB', VN: 'VND', MY: 'MYR', SG: 'SGD' } as const;
export type Country = keyof typeof CURRENCY_OF;

export const RETURNS = ['success_return_url', 'failure_return_url'] as const;
const DAY = 86_400;
export const HOUR = 3_600;

type More = Partial<Omit<ChannelRule, 'code' | 'country' | 'currency' | 'category' | 'min' | 'max'>>;

/** `min` and `max` in major units, as the provider's pages write them. */
export function rule(
  country: Country,
  category: Category,
  code: string,
  [min, max]: readonly [number, number],
  more: More = {},
): ChannelRule {
  const currency = CURRENCY_OF[country];
  return {
    code,
    country,
    currency,
    category,
    min: fromMajor(min, currency) ?? 0,
    max: fromMajor(max, currency) ?? 0,
    required: RETURNS,
    requiredToSave: RETURNS,
    steps: ['WEB_URL'],
    stepsToSave: more.steps ?? ['WEB_URL'],
    pay: true,
    save: false,
    reusable: false,
    skipsApproval: false,
    refund: 'none',
    lifeSeconds: DAY,
    expirySettable: false,
    customCode: false,
    ...more,
  };
}

const PRESENTED: More = { lifeSeconds: 2 * DAY, expirySettable: true, reusable: true, customCode: true };

export const virtualAccount = (country: Country, code: string, limits: readonly [number, number], more: More = {}) =>
  rule(country, 'VIRTUAL_ACCOUNT', code, limits, {
    ...PRESENTED,
    required: ['display_name'],
    steps: ['VIRTUAL_ACCOUNT_NUMBER'],
    ...more,
  });

export const counter = (country: Country, code: string, limits: readonly [number, number], more: More = {}) =>
  rule(country, 'OVER_THE_COUNTER', code, limits, {
    ...PRESENTED,
    required: ['payer_name'],
    steps: ['PAYMENT_CODE'],
    ...more,
  });

export const qrCode = (country: Country, code: string, limits: readonly [number, number], more: More = {}) =>
  rule(country, 'QR_CODE', code, limits, { lifeSeconds: 2 * DAY, required: [], steps: ['QR_STRING'], ...more });

export const wallet = (country: Country, code: string, limits: readonly [number, number], more: More = {}) =>
  rule(country, 'EWALLET', code, limits, more);

/** Can be saved, and a saved one is charged without the customer. */
export const SAVES: More = { save: true, skipsApproval: true };

const CARD_FIELDS = [
  'card_number',
  'expiry_month',
  'expiry_year',
  'cardholder_first_name',
  'cardholder_last_name',
  'cardholder_email',
];

export const cards = (country: Country, limits: readonly [number, number], refundDays = 365) =>
  rule(country, 'CARDS', 'CARDS', limits, {
    ...SAVES,
    required: [...CARD_FIELDS.map((field) => `card_details.${field}`), ...RETURNS],
    requiredToSave: [...CARD_FIELDS.map((field) => `card_details.${field}`), ...RETURNS],
    refund: 'partial',
    refundDays,
    lifeSeconds: 600,
  });
