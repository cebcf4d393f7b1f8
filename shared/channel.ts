/**
 * The catalogue: one line per bank, brand or store, whichever provider sells it. Which of these a merchant's customer
 * can really use is answered by `GET /v1/session`; what a provider calls them is in that provider's own table.
 */
export const CHANNEL_KINDS = [
  'virtual_account',
  'retail',
  'qr',
  'ewallet',
  'card',
  'direct_debit',
  'clickpay',
  'online_banking',
  'paylater',
  'checkout_page',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** The heading a channel stands under in the widget's list, in the list's order. */
export const CHANNEL_GROUPS = ['qr', 'ewallet', 'bank_transfer', 'store', 'card', 'bank_account', 'paylater', 'other'] as const;
export type ChannelGroup = (typeof CHANNEL_GROUPS)[number];

export const GROUP_OF_KIND: Readonly<Record<ChannelKind, ChannelGroup>> = {
  qr: 'qr',
  ewallet: 'ewallet',
  virtual_account: 'bank_transfer',
  retail: 'store',
  card: 'card',
  direct_debit: 'bank_account',
  clickpay: 'bank_account',
  online_banking: 'bank_account',
  paylater: 'paylater',
  checkout_page: 'other',
};

export interface ChannelFacts {
  readonly kind: ChannelKind;
  /** The accessible name of its radio button: a brand, the same in every language. */
  readonly label: string;
}

const va = (bank: string): ChannelFacts => ({ kind: 'virtual_account', label: `${bank} Virtual Account` });
const retail = (label: string): ChannelFacts => ({ kind: 'retail', label });
const qr = (label: string): ChannelFacts => ({ kind: 'qr', label });
const ewallet = (label: string): ChannelFacts => ({ kind: 'ewallet', label });
const paylater = (label: string): ChannelFacts => ({ kind: 'paylater', label });
const directDebit = (bank: string): ChannelFacts => ({ kind: 'direct_debit', label: `${bank} Direct Debit` });
const clickpay = (label: string): ChannelFacts => ({ kind: 'clickpay', label });
const onlineBanking = (bank: string): ChannelFacts => ({ kind: 'online_banking', label: `${bank} Online Banking` });

export const CHANNELS = {
  // Indonesia
  qris: qr('QRIS'),
  ewallet_gopay: ewallet('GoPay'),
  ewallet_ovo: ewallet('OVO'),
  ewallet_dana: ewallet('DANA'),
  ewallet_shopeepay: ewallet('ShopeePay'),
  ewallet_linkaja: ewallet('LinkAja'),
  ewallet_astrapay: ewallet('AstraPay'),
  ewallet_jeniuspay: ewallet('Jenius Pay'),
  ewallet_nexcash: ewallet('NexCash'),
  va_bca: va('BCA'),
  va_mandiri: va('Mandiri'),
  va_bni: va('BNI'),
  va_bri: va('BRI'),
  va_permata: va('Permata'),
  va_cimb: va('CIMB Niaga'),
  va_danamon: va('Danamon'),
  va_maybank: va('Maybank'),
  va_bsi: va('BSI'),
  va_bnc: va('Bank Neo Commerce'),
  va_sampoerna: va('Bank Sahabat Sampoerna'),
  va_muamalat: va('Muamalat'),
  va_bjb: va('BJB'),
  va_hana: va('Hana Bank'),
  va_dki: va('Bank DKI'),
  retail_alfamart: retail('Alfamart'),
  retail_indomaret: retail('Indomaret'),
  card: { kind: 'card', label: 'Kartu kredit / debit' },
  direct_debit_bri: directDebit('BRI'),
  clickpay_jenius: clickpay('Jenius'),
  paylater_kredivo: paylater('Kredivo'),
  paylater_akulaku: paylater('Akulaku'),
  paylater_indodana: paylater('Indodana'),
  paylater_atome: paylater('Atome'),
  // Philippines
  qrph: qr('QR Ph'),
  ewallet_gcash: ewallet('GCash'),
  ewallet_maya: ewallet('Maya'),
  ewallet_grabpay: ewallet('GrabPay'),
  direct_debit_bpi: directDebit('BPI'),
  online_banking_bpi: onlineBanking('BPI'),
  // Thailand
  promptpay: qr('PromptPay'),
  // Anywhere
  checkout_page: { kind: 'checkout_page', label: 'Halaman pembayaran' },
} as const satisfies Readonly<Record<string, ChannelFacts>>;

export type ChannelCode = keyof typeof CHANNELS;

export const CHANNEL_CODES = Object.keys(CHANNELS) as ChannelCode[];

export const isChannelCode = (code: string): code is ChannelCode => Object.hasOwn(CHANNELS, code);

export const channelFacts = (code: ChannelCode): ChannelFacts => CHANNELS[code];
