import type { ChannelKind } from './channel-kind.ts';

export * from './channel-kind.ts';

/** When counters take no payments: `HH:MM` in `timeZone` (IANA). */
export interface StoreHours {
  readonly closedFrom: string;
  readonly closedUntil: string;
  readonly timeZone: string;
}

export interface ChannelFacts {
  readonly kind: ChannelKind;
  /** The accessible name of its radio button: a brand, the same in every language. */
  readonly label: string;
  /** The bank, wallet or store by itself, for instructions: `BCA`, `OVO`, `Alfamart`. */
  readonly brand: string;
  /** For retail stores whose counters close; absent if they never do, or if it is not known. */
  readonly hours?: StoreHours;
}

const named = (kind: ChannelKind, brand: string, label = brand): ChannelFacts => ({ kind, label, brand });
const va = (bank: string): ChannelFacts => named('virtual_account', bank, `${bank} Virtual Account`);
const retail = (store: string): ChannelFacts => named('retail', store);
const qr = (brand: string): ChannelFacts => named('qr', brand);
const ewallet = (brand: string): ChannelFacts => named('ewallet', brand);
const paylater = (brand: string): ChannelFacts => named('paylater', brand);
const clickpay = (brand: string): ChannelFacts => named('clickpay', brand);
const directDebit = (bank: string): ChannelFacts => named('direct_debit', bank, `${bank} Direct Debit`);
const onlineBanking = (bank: string): ChannelFacts => named('online_banking', bank, `${bank} Online Banking`);
const mobileBanking = (bank: string): ChannelFacts => named('online_banking', bank, `${bank} Mobile Banking`);
const fpx = (bank: string): ChannelFacts => named('online_banking', bank, `${bank} (FPX)`);
const fpxBusiness = (bank: string): ChannelFacts => named('online_banking', bank, `${bank} (FPX Business)`);

const countersClose = (store: string, closedFrom: string, closedUntil: string): ChannelFacts => ({
  ...retail(store),
  hours: { closedFrom, closedUntil, timeZone: 'Asia/Jakarta' },
});

/**
 * The catalogue: one line per bank, brand or store, whichever provider offers it. `GET /v1/session` returns those that
 * a customer can use; each provider maps them to its own names.
 */
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
  // Last, so that it is not taken for GoPay itself.
  ewallet_gopay_recurring: named('ewallet', 'GoPay', 'GoPay Autodebet'),
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
  retail_alfamart: countersClose('Alfamart', '22:00', '01:00'),
  retail_indomaret: countersClose('Indomaret', '23:00', '01:00'),
  card: named('card', 'Kartu kredit / debit'),
  direct_debit_bri: directDebit('BRI'),
  clickpay_jenius: clickpay('Jenius'),
  paylater_kredivo: paylater('Kredivo'),
  paylater_akulaku: paylater('Akulaku'),
  paylater_indodana: paylater('Indodana'),
  paylater_atome: paylater('Atome'),
  paylater_nexcash: paylater('NexCash'),
  // Philippines
  qrph: qr('QR Ph'),
  ewallet_gcash: ewallet('GCash'),
  ewallet_maya: ewallet('Maya'),
  ewallet_grabpay: ewallet('GrabPay'),
  va_bank_transfer: named('virtual_account', 'Bank transfer'),
  retail_7eleven: retail('7-Eleven'),
  retail_7eleven_cliqq: retail('7-Eleven CLiQQ'),
  retail_cebuana: retail('Cebuana Lhuillier'),
  retail_cvm: retail('CVM Pawnshop'),
  retail_ecpay: retail('ECPay'),
  retail_ecpay_dragonloan: retail('ECPay Dragonloan'),
  retail_ecpay_school: retail('ECPay School'),
  retail_lbc: retail('LBC'),
  retail_mlhuillier: retail('M Lhuillier'),
  retail_palawan: retail('Palawan Pawnshop'),
  retail_rd_pawnshop: retail('RD Pawnshop'),
  retail_robinsons: retail('Robinsons Bills Payment'),
  retail_sm: retail('SM Bills Payment'),
  retail_ussc: retail('USSC'),
  direct_debit_bpi: directDebit('BPI'),
  direct_debit_bpi_recurring: named('direct_debit', 'BPI', 'BPI Auto Debit'),
  direct_debit_chinabank: directDebit('China Bank'),
  direct_debit_rcbc: directDebit('RCBC'),
  direct_debit_ubp: directDebit('UnionBank'),
  direct_debit_ubp_eada: named('direct_debit', 'UnionBank', 'UnionBank Auto Debit (eADA)'),
  online_banking_bdo: onlineBanking('BDO'),
  online_banking_boc: onlineBanking('Bank of Commerce'),
  online_banking_bpi: onlineBanking('BPI'),
  online_banking_chinabank: onlineBanking('China Bank'),
  online_banking_instapay: named('online_banking', 'InstaPay'),
  online_banking_landbank: onlineBanking('Landbank'),
  online_banking_maybank: onlineBanking('Maybank'),
  online_banking_metrobank: onlineBanking('Metrobank'),
  online_banking_pesonet: named('online_banking', 'PESONet'),
  online_banking_pnb: onlineBanking('PNB'),
  online_banking_psbank: onlineBanking('PSBank'),
  online_banking_rcbc: onlineBanking('RCBC'),
  online_banking_robinsons_bank: onlineBanking('Robinsons Bank'),
  online_banking_security_bank: onlineBanking('Security Bank'),
  online_banking_unionbank: onlineBanking('UnionBank'),
  paylater_billease: paylater('BillEase'),
  // Thailand
  promptpay: qr('PromptPay'),
  ewallet_linepay: ewallet('LINE Pay'),
  ewallet_truemoney: ewallet('TrueMoney'),
  ewallet_wechatpay: ewallet('WeChat Pay'),
  va_standard_chartered: va('Standard Chartered'),
  direct_debit_bbl: directDebit('Bangkok Bank'),
  direct_debit_krungsri: directDebit('Krungsri'),
  direct_debit_ktb: directDebit('Krungthai'),
  direct_debit_scb: directDebit('SCB'),
  mobile_banking_bbl: mobileBanking('Bangkok Bank'),
  mobile_banking_kbank: mobileBanking('KBank'),
  mobile_banking_krungsri: mobileBanking('Krungsri'),
  mobile_banking_ktb: mobileBanking('Krungthai'),
  mobile_banking_scb: mobileBanking('SCB'),
  // Vietnam
  ewallet_momo: ewallet('MoMo'),
  ewallet_zalopay: ewallet('ZaloPay'),
  ewallet_viettelpay: ewallet('ViettelPay'),
  ewallet_vnptwallet: ewallet('VNPT Money'),
  ewallet_appota: ewallet('AppotaPay'),
  va_bidv: va('BIDV'),
  va_msb: va('MSB'),
  va_pvcombank: va('PVcomBank'),
  va_vietcapital: va('Viet Capital Bank'),
  va_vpbank: va('VPBank'),
  va_woori: va('Woori Bank'),
  // Malaysia
  ewallet_touchngo: ewallet("Touch 'n Go"),
  va_ambank: va('AmBank'),
  fpx_affin: fpx('Affin Bank'),
  fpx_agro: fpx('AGROBANK'),
  fpx_alliance: fpx('Alliance Bank'),
  fpx_ambank: fpx('AmBank'),
  fpx_boc: fpx('Bank of China'),
  fpx_bsn: fpx('BSN'),
  fpx_cimb: fpx('CIMB Bank'),
  fpx_hlb: fpx('Hong Leong Bank'),
  fpx_hsbc: fpx('HSBC'),
  fpx_islam: fpx('Bank Islam'),
  fpx_kfh: fpx('Kuwait Finance House'),
  fpx_mayb2e: fpx('Maybank2E'),
  fpx_mayb2u: fpx('Maybank2u'),
  fpx_muamalat: fpx('Bank Muamalat'),
  fpx_ocbc: fpx('OCBC Bank'),
  fpx_public: fpx('Public Bank'),
  fpx_rakyat: fpx('Bank Rakyat'),
  fpx_rhb: fpx('RHB Bank'),
  fpx_sch: fpx('Standard Chartered'),
  fpx_uob: fpx('UOB'),
  fpx_business_affin: fpxBusiness('Affin Bank'),
  fpx_business_agro: fpxBusiness('AGROBANK'),
  fpx_business_alliance: fpxBusiness('Alliance Bank'),
  fpx_business_ambank: fpxBusiness('AmBank'),
  fpx_business_bnp: fpxBusiness('BNP Paribas'),
  fpx_business_cimb: fpxBusiness('CIMB Bank'),
  fpx_business_citibank: fpxBusiness('Citibank'),
  fpx_business_deutsche: fpxBusiness('Deutsche Bank'),
  fpx_business_hlb: fpxBusiness('Hong Leong Bank'),
  fpx_business_hsbc: fpxBusiness('HSBC'),
  fpx_business_islam: fpxBusiness('Bank Islam'),
  fpx_business_kfh: fpxBusiness('Kuwait Finance House'),
  fpx_business_mayb2e: fpxBusiness('Maybank2E'),
  fpx_business_muamalat: fpxBusiness('Bank Muamalat'),
  fpx_business_ocbc: fpxBusiness('OCBC Bank'),
  fpx_business_public: fpxBusiness('Public Bank'),
  fpx_business_rakyat: fpxBusiness('Bank Rakyat'),
  fpx_business_rhb: fpxBusiness('RHB Bank'),
  fpx_business_sch: fpxBusiness('Standard Chartered'),
  fpx_business_uob: fpxBusiness('UOB'),
  // Singapore
  sgqr: qr('SGQR (PayNow)'),
  // Anywhere
  checkout_page: named('checkout_page', 'Halaman pembayaran'),
} as const satisfies Readonly<Record<string, ChannelFacts>>;

export type ChannelCode = keyof typeof CHANNELS;

export const CHANNEL_CODES = Object.keys(CHANNELS) as ChannelCode[];

export const isChannelCode = (code: string): code is ChannelCode => Object.hasOwn(CHANNELS, code);

export const channelFacts = (code: ChannelCode): ChannelFacts => CHANNELS[code];
