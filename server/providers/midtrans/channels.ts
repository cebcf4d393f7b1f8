import type { ChannelCode } from '../../../shared/channel.ts';
import type { OfferField } from '../../payments/ports/ports.ts';
import { installment, lenderEmail, lenderName, lenderPhone, ovoPhone } from '../customer-fields.ts';
import { VALID_EMAIL } from './channels/valid-email.ts';

/** `payment_type` of a charge. */
export type PaymentType =
  | 'bank_transfer'
  | 'echannel'
  | 'qris'
  | 'gopay'
  | 'shopeepay'
  | 'ovo'
  | 'cstore'
  | 'credit_card'
  | 'akulaku'
  | 'kredivo';

/** One channel, as Midtrans offers it. Country and currency are the same for all: Indonesia, rupiah. */
export interface ChannelRow {
  readonly channel: ChannelCode;
  readonly type: PaymentType;
  /** The bank or store within the type. */
  readonly selector?: string;
  readonly minAmount: number;
  readonly maxAmount?: number;
  /** Within these bounds the expiry can be chosen; absent: {@link lifeSeconds} is fixed. */
  readonly expiry?: { readonly minSeconds: number; readonly maxSeconds: number };
  readonly lifeSeconds?: number;
  readonly refund: 'none' | 'full' | 'partial';
  readonly fields: readonly OfferField[];
}

const DAY = 24 * 3600;
const upTo = (days: number) => ({ minSeconds: 20, maxSeconds: days * DAY });

type Limits = readonly [min: number, max?: number];

const row = (
  channel: ChannelCode,
  type: PaymentType,
  [minAmount, maxAmount]: Limits,
  rest: Partial<Omit<ChannelRow, 'channel' | 'type'>>,
): ChannelRow => ({
  channel,
  type,
  minAmount,
  ...(maxAmount === undefined ? {} : { maxAmount }),
  refund: 'none',
  fields: [],
  ...rest,
});

const va = (bank: string, ...limits: Limits): ChannelRow =>
  row(`va_${bank}` as ChannelCode, 'bank_transfer', limits, { selector: bank, expiry: upTo(180) });
const store = (name: string, ...limits: Limits): ChannelRow =>
  row(`retail_${name}` as ChannelCode, 'cstore', limits, { selector: name, expiry: upTo(180) });

const LENDER_FIELDS = [
  lenderName,
  lenderEmail({ regex: VALID_EMAIL, message: 'must be an e-mail address' }),
  lenderPhone,
];

/** Above this amount there is no QRIS code. */
export const QRIS_MAX = 10_000_000;

/**
 * What Midtrans offers through its Core API, and cards on its Snap page. Danamon, BSI, SeaBank, Saqu and DANA are on that
 * page or the bank-standard API (BI-SNAP) only.
 *
 * @see https://docs.midtrans.com/docs/payment-overview; limits: "berapa jumlah transaksi minimal" of its help pages
 */
export const CHANNEL_ROWS: readonly ChannelRow[] = [
  va('bca', 10_000, 20_000_000_000),
  row('va_mandiri', 'echannel', [1, 50_000_000_000], { expiry: upTo(180) }),
  va('bni', 1),
  va('bri', 1, 20_000_000_000),
  va('permata', 1, 9_999_999_999),
  va('cimb', 1, 250_000_000),
  store('alfamart', 1, 2_500_000),
  store('indomaret', 10_000, 5_000_000),
  row('qris', 'qris', [1, QRIS_MAX], { selector: 'gopay', expiry: upTo(7), refund: 'partial' }),
  row('ewallet_gopay', 'gopay', [1, 20_000_000], { expiry: upTo(7), refund: 'partial' }),
  row('ewallet_shopeepay', 'shopeepay', [1, 20_000_000], { expiry: upTo(5), refund: 'full' }),
  row('ewallet_ovo', 'ovo', [1, 20_000_000], { lifeSeconds: 65, refund: 'full', fields: [ovoPhone] }),
  // Snap documents 20 seconds in one place and five minutes in another. Longer than half an hour is not offered: an
  // unknown outcome of a card blocks the checkout so long.
  row('card', 'credit_card', [10_000, 999_999_999], {
    expiry: { minSeconds: 300, maxSeconds: 1800 },
    refund: 'partial',
    fields: [installment],
  }),
  row('paylater_akulaku', 'akulaku', [5_000], {
    expiry: upTo(180),
    refund: 'partial',
    fields: LENDER_FIELDS,
  }),
  row('paylater_kredivo', 'kredivo', [1], {
    expiry: upTo(180),
    refund: 'partial',
    fields: LENDER_FIELDS,
  }),
];

export const findRow = (channel: ChannelCode, country: string, currency: string): ChannelRow | undefined =>
  country === 'ID' && currency === 'IDR' ? CHANNEL_ROWS.find((one) => one.channel === channel) : undefined;
