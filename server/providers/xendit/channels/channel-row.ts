import type { ChannelCode } from '../../../../shared/channel.ts';
import { fromMajor, type Currency } from '../../../../shared/money.ts';
import type { Device } from '../../../payments/model/model.ts';
import type { OfferField } from '../../../payments/ports/ports.ts';
import type { PropertyName } from './properties.ts';

/** One channel in one country, as Xendit offers it. The table is in channels.ts. */
export interface ChannelRow {
  readonly channel: ChannelCode;
  /** Xendit's `channel_code`. */
  readonly code: string;
  readonly country: string;
  readonly currency: Currency;
  /** Limits in the currency's smallest unit. */
  readonly minAmount?: number | undefined;
  readonly maxAmount?: number | undefined;
  /**
   * `PAY`: one payment request, one payment. `REUSABLE_PAYMENT_CODE`: a code that takes payments until it is closed,
   * for channels whose single payments are not confirmed. `SESSION`: Xendit's own page, for card data that must not reach us.
   */
  readonly flow: 'PAY' | 'REUSABLE_PAYMENT_CODE' | 'SESSION';
  /** `channel_properties` of a payment request. */
  readonly properties: readonly PropertyName[];
  /** The same where the method is saved with the payment, if the properties differ. */
  readonly savingProperties?: readonly PropertyName[];
  /** The same where a saved method pays. */
  readonly tokenProperties: readonly PropertyName[];
  readonly fields: readonly OfferField[];
  /** Lifetime of an unpaid request where we send no `expires_at`. */
  readonly lifeSeconds?: number;
  /** Whether `expires_at` is accepted. */
  readonly expirySettable: boolean;
  readonly saves: 'no' | 'can' | 'must';
  /** Whether a saved method can be charged without the customer's approval. */
  readonly merchantInitiated: boolean;
  readonly manualCapture: boolean;
  readonly refund: 'none' | 'full' | 'partial';
  /** Absent: phones and desktops. */
  readonly devices?: readonly Device['kind'][];
  /** The customer approves in the wallet's app; the field that identifies the account. */
  readonly push?: 'phone' | 'cashtag';
}

/** Part of a row that several rows share. */
export type Trait = Partial<Omit<ChannelRow, 'channel' | 'code'>>;

/** Country, currency and limits. In major units, as in Xendit's table. */
const country =
  (country: string, currency: Currency) =>
  (min?: number, max?: number): Trait => ({
    country,
    currency,
    minAmount: min === undefined ? undefined : fromMajor(min, currency),
    maxAmount: max === undefined ? undefined : fromMajor(max, currency),
  });

export const ID = country('ID', 'IDR');
export const PH = country('PH', 'PHP');
export const TH = country('TH', 'THB');
export const VN = country('VN', 'VND');
export const MY = country('MY', 'MYR');
export const SG = country('SG', 'SGD');

const DEFAULTS = {
  country: '',
  currency: 'IDR',
  flow: 'PAY',
  properties: [],
  tokenProperties: ['success_return_url', 'failure_return_url'],
  fields: [],
  expirySettable: false,
  saves: 'no',
  merchantInitiated: false,
  manualCapture: false,
  refund: 'none',
} as const satisfies Omit<ChannelRow, 'channel' | 'code'>;

const kind =
  (...common: readonly Trait[]) =>
  (channel: ChannelCode, code: string, ...traits: readonly Trait[]): ChannelRow => {
    const row: ChannelRow = { channel, code, ...DEFAULTS };
    for (const trait of [...common, ...traits]) Object.assign(row, trait);
    return row;
  };

export const va = kind({ properties: ['display_name'] });
export const store = kind({ properties: ['payer_name'] });
export const qr = kind({});
/** The customer is sent to the wallet's, bank's or lender's own page or app. */
export const redirect = kind({ properties: ['success_return_url', 'failure_return_url'] });
/** Like {@link redirect}, with a return address for a customer who gives up. */
export const redirectC = kind({ properties: ['success_return_url', 'failure_return_url', 'cancel_return_url'] });
/** Like {@link redirectC}, with another one while the wallet has not decided. */
export const redirectCP = kind({
  properties: ['success_return_url', 'failure_return_url', 'cancel_return_url', 'pending_return_url'],
});
export const card = kind({
  flow: 'SESSION',
  lifeSeconds: 30 * 60,
  expirySettable: true,
  saves: 'can',
  merchantInitiated: true,
  manualCapture: true,
  refund: 'partial',
});

export const SETTABLE: Trait = { expirySettable: true };
export const REUSABLE: Trait = { flow: 'REUSABLE_PAYMENT_CODE' };
export const SAVES: Trait = { saves: 'can' };
/** Can be saved, and then charged without the customer. */
export const CHARGES: Trait = { saves: 'can', merchantInitiated: true };
/** Available only together with saving. */
export const ONLY_SAVED: Trait = { saves: 'must', merchantInitiated: true };
export const FULL: Trait = { refund: 'full' };
export const PARTIAL: Trait = { refund: 'partial' };
export const MOBILE_ONLY: Trait = { devices: ['mobile'] };
export const minutes = (count: number): Trait => ({ lifeSeconds: count * 60 });
export const seconds = (count: number): Trait => ({ lifeSeconds: count });
export const hours = (count: number): Trait => minutes(count * 60);
export const sends = (...properties: readonly PropertyName[]): Trait => ({ properties });
export const asks = (...fields: readonly OfferField[]): Trait => ({ fields });
