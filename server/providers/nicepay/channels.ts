import type { ChannelCode } from '../../../shared/channel.ts';
import type { OfferField } from '../../payments/ports/ports.ts';
import type { AccountName } from './environment/accounts.ts';
import { cashtag, installment, ovoPhone, payerEmail, payerName, payerPhone } from './channels/customer-fields.ts';

/** `09`, a domestic debit card, is only ever read: customers pick "card" and NICEPAY finds out. */
export type PayMethod = '00' | '01' | '02' | '03' | '04' | '05' | '06' | '08' | '09';

/**
 * How it is paid. `number`: registration answers what to pay with. `form`: the customer's browser posts a form to
 * NICEPAY. `card_form`: the same, and the customer types in a card first. `page`: NICEPAY's page, where the customer
 * chooses.
 */
type Flow = 'number' | 'form' | 'card_form' | 'page';

export interface ChannelRow {
  readonly channel: ChannelCode;
  readonly payMethod: PayMethod;
  /** Whose merchant id and key. */
  readonly account: AccountName;
  readonly flow: Flow;
  readonly bankCd?: string;
  readonly mitraCd?: string;
  /** The partner wants to know the merchant's store. */
  readonly shop?: boolean;
  /** The longest that the end may lie ahead; absent where it cannot be chosen. */
  readonly longestSeconds?: number;
  /** How long the customer has where NICEPAY names no end and takes none. */
  readonly lifeSeconds?: number;
  readonly fields: readonly OfferField[];
}

const HOUR = 3600;
const DAY = 24 * HOUR;
/** NICEPAY's own default for a store code, taken as the upper limit wherever it names none. */
const LONGEST = 7 * DAY;
/**
 * A form carries the time at which it was signed, and nobody says how long NICEPAY takes it. As long as a client token,
 * and no longer: a card whose registration got lost keeps its checkout waiting until then.
 */
const FORM_LIFE = HOUR / 2;

type Rest = Partial<Pick<ChannelRow, 'shop' | 'fields'>>;

const va = (channel: ChannelCode, bankCd: string): ChannelRow => ({
  channel,
  payMethod: '02',
  account: 'va',
  flow: 'number',
  bankCd,
  longestSeconds: LONGEST,
  fields: [],
});

const store = (channel: ChannelCode, mitraCd: string): ChannelRow => ({
  channel,
  payMethod: '03',
  account: 'cvs',
  flow: 'number',
  mitraCd,
  longestSeconds: LONGEST,
  fields: [],
});

const byForm = (payMethod: PayMethod, account: AccountName, channel: ChannelCode, mitraCd: string): ChannelRow => ({
  channel,
  payMethod,
  account,
  flow: 'form',
  mitraCd,
  lifeSeconds: FORM_LIFE,
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
  fields: [payerName, payerPhone, payerEmail],
});

const qris: ChannelRow = {
  channel: 'qris',
  payMethod: '08',
  account: 'qris',
  flow: 'number',
  mitraCd: 'QSHP',
  shop: true,
  longestSeconds: DAY,
  fields: [],
};

const card: ChannelRow = {
  channel: 'card',
  payMethod: '01',
  account: 'card',
  flow: 'card_form',
  lifeSeconds: FORM_LIFE,
  fields: [installment],
};

const page: ChannelRow = {
  channel: 'checkout_page',
  payMethod: '00',
  account: 'default',
  flow: 'page',
  longestSeconds: LONGEST,
  fields: [],
};

/** THE table: what NICEPAY sells, one line per channel. All of it in Indonesia, in rupiah. */
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

export const findRow = (channel: ChannelCode): ChannelRow | undefined =>
  CHANNEL_ROWS.find((row) => row.channel === channel);

/** What a customer picked on NICEPAY's page, by what an inquiry says of it. */
export const findChosen = (payMethod: string | undefined, code: string | undefined): ChannelRow | undefined =>
  CHANNEL_ROWS.find((row) => row.payMethod === payMethod && code !== undefined && code === (row.bankCd ?? row.mitraCd));

/** Akulaku: the only lender that is told who sells, and that the goods arrived. */
export const isAkulaku = (row: ChannelRow): boolean => row.mitraCd === 'AKLP';
