import type { ChannelCode } from '../../../shared/channel.ts';
import { Rejected, type OfferField, type PaymentRef } from '../../payments/ports/ports.ts';
import type { AccountName } from './environment/accounts.ts';
import { installment, lenderPhone, ovoPhone } from '../customer-fields.ts';
import { cashtag, latinName, shortEmail } from './channels/customer-fields.ts';

/** `09`, a domestic debit card, only occurs in responses: customers choose "card", and NICEPAY recognises it. */
export type PayMethod = '00' | '01' | '02' | '03' | '04' | '05' | '06' | '08' | '09';

/**
 * How the customer pays. `number`: with the number or code in the response to the registration. `form`: the browser posts
 * a form to NICEPAY. `card_form`: the same, after the customer has entered a card. `page`: the customer chooses on
 * NICEPAY's page.
 */
type Flow = 'number' | 'form' | 'card_form' | 'page';

export interface ChannelRow {
  readonly channel: ChannelCode;
  readonly payMethod: PayMethod;
  /** Which merchant id and key it is registered with. */
  readonly account: AccountName;
  readonly flow: Flow;
  readonly bankCd?: string;
  readonly mitraCd?: string;
  /** The partner requires the `shopId`. */
  readonly shop?: boolean;
  /** The longest lifetime that can be requested; absent where the request has no expiry. */
  readonly maxLifetimeSeconds?: number;
  /** How long the customer can pay where neither the request nor the response has an expiry. */
  readonly lifetimeSeconds?: number;
  readonly fields: readonly OfferField[];
}

const HOUR = 3600;
const DAY = 24 * HOUR;
/** NICEPAY's default for store codes, used as the limit wherever none is documented. */
const MAX_LIFETIME = 7 * DAY;
/**
 * A form carries the time at which it was signed, and how long NICEPAY accepts it is not documented. The same as a client
 * token's lifetime, and no longer: a card whose registration got no response blocks its checkout until then.
 */
const FORM_LIFETIME = HOUR / 2;

type Rest = Partial<Pick<ChannelRow, 'shop' | 'fields'>>;

const va = (channel: ChannelCode, bankCd: string): ChannelRow => ({
  channel,
  payMethod: '02',
  account: 'va',
  flow: 'number',
  bankCd,
  maxLifetimeSeconds: MAX_LIFETIME,
  fields: [],
});

const store = (channel: ChannelCode, mitraCd: string): ChannelRow => ({
  channel,
  payMethod: '03',
  account: 'cvs',
  flow: 'number',
  mitraCd,
  maxLifetimeSeconds: MAX_LIFETIME,
  fields: [],
});

const byForm = (payMethod: PayMethod, account: AccountName, channel: ChannelCode, mitraCd: string): ChannelRow => ({
  channel,
  payMethod,
  account,
  flow: 'form',
  mitraCd,
  lifetimeSeconds: FORM_LIFETIME,
  fields: [],
});

const wallet = (channel: ChannelCode, mitraCd: string, rest: Rest = {}): ChannelRow => ({
  ...byForm('05', 'ewallet', channel, mitraCd),
  ...rest,
});

const clickpay = (channel: ChannelCode, mitraCd: string, rest: Rest = {}): ChannelRow => ({
  ...byForm('04', 'default', channel, mitraCd),
  ...rest,
});

const payloan = (channel: ChannelCode, mitraCd: string): ChannelRow => ({
  ...byForm('06', 'payloan', channel, mitraCd),
  fields: [latinName, lenderPhone, shortEmail],
});

const qris: ChannelRow = {
  channel: 'qris',
  payMethod: '08',
  account: 'qris',
  flow: 'number',
  mitraCd: 'QSHP',
  shop: true,
  maxLifetimeSeconds: DAY,
  fields: [],
};

const card: ChannelRow = {
  channel: 'card',
  payMethod: '01',
  account: 'card',
  flow: 'card_form',
  lifetimeSeconds: FORM_LIFETIME,
  fields: [installment],
};

const page: ChannelRow = {
  channel: 'checkout_page',
  payMethod: '00',
  account: 'default',
  flow: 'page',
  maxLifetimeSeconds: MAX_LIFETIME,
  fields: [],
};

/**
 * Every channel that NICEPAY offers, all of them in Indonesia and in rupiah.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-code-v1 for `payMethod`, `bankCd` and `mitraCd`
 */
export const CHANNEL_ROWS: readonly ChannelRow[] = [
  va('va_bca', 'CENA'),
  va('va_mandiri', 'BMRI'),
  va('va_bni', 'BNIN'),
  va('va_bri', 'BRIN'),
  va('va_permata', 'BBBA'),
  va('va_cimb', 'BNIA'),
  va('va_danamon', 'BDIN'),
  va('va_maybank', 'IBBK'),
  va('va_hana', 'HNBN'),
  va('va_bjb', 'PDJB'),
  va('va_bnc', 'YUDB'),
  va('va_dki', 'BDKI'),
  store('retail_alfamart', 'ALMA'),
  store('retail_indomaret', 'INDO'),
  qris,
  wallet('ewallet_ovo', 'OVOE', { fields: [ovoPhone] }),
  wallet('ewallet_dana', 'DANA', { shop: true }),
  wallet('ewallet_linkaja', 'LINK'),
  wallet('ewallet_shopeepay', 'ESHP', { shop: true }),
  clickpay('clickpay_jenius', 'JENC', { fields: [cashtag] }),
  payloan('paylater_akulaku', 'AKLP'),
  payloan('paylater_kredivo', 'KDVI'),
  payloan('paylater_indodana', 'IDNA'),
  card,
  page,
];

/**
 * The channel of a payment.
 *
 * @throws {Rejected} NICEPAY does not offer it
 */
export function rowOf({ channel }: Pick<PaymentRef, 'channel'>): ChannelRow {
  const row = CHANNEL_ROWS.find((one) => one.channel === channel);
  if (row === undefined) throw new Rejected({ code: 'channel_unavailable' }, `NICEPAY does not offer ${channel}`);
  return row;
}

/** The channel that a customer chose on NICEPAY's page, by the fields of an inquiry. */
export const findChosen = (payMethod: string | undefined, code: string | undefined): ChannelRow | undefined =>
  CHANNEL_ROWS.find((row) => row.payMethod === payMethod && code !== undefined && code === (row.bankCd ?? row.mitraCd));

/** Akulaku is the only lender that requires the seller and takes confirmations of receipt. */
export const isAkulaku = (row: ChannelRow): boolean => row.mitraCd === 'AKLP';
