/** One way to pay, as facts: the sentences are each language's ({@link GuideTexts}). */
export interface Way {
  readonly via: 'app' | 'internet' | 'atm' | 'teller' | 'other_bank' | 'counter';
  /** The app, site or stores, by name. */
  readonly names?: readonly string[];
  /** Menus one after another, in the bank's own words. Empty: they are not known. */
  readonly path?: readonly string[];
  /** How the company is found before the number is typed in: by a search, or by its code. */
  readonly company?: 'search' | 'code';
  /** The bank's device that confirms. */
  readonly token?: string;
  /** Of the bank, in the interbank network. */
  readonly bankCode?: string;
}

const app = (name: string, ...path: string[]): Way => ({ via: 'app', names: [name], path });
const internet = (name: string, ...path: string[]): Way => ({ via: 'internet', names: [name], path });
const atm = (...path: string[]): Way => ({ via: 'atm', path });
const teller: Way = { via: 'teller' };
const otherBank = (bankCode: string): Way => ({ via: 'other_bank', bankCode });
const counter = (...names: string[]): Way => ({ via: 'counter', names });

/* Where a bank changes its menus often, or nothing certain is known: where a virtual account is looked for first. */
const VA = ['Transfer / Pembayaran', 'Virtual Account'] as const;
const ATM_VA = ['Transaksi Lainnya', 'Pembayaran', 'Virtual Account'] as const;

/**
 * The ways to pay at each bank and store, by the instruction's `guide`; the usual one first. Menus are in the words that
 * the bank's machine and app show, whatever the customer's language.
 */
export const WAYS: Readonly<Record<string, readonly Way[]>> = {
  va_bca: [
    app('BCA mobile', 'm-Transfer', 'BCA Virtual Account'),
    app('myBCA', 'Transfer', 'Virtual Account'),
    { ...internet('KlikBCA', 'Transfer Dana', 'Transfer ke BCA Virtual Account'), token: 'KeyBCA' },
    atm('Transaksi Lainnya', 'Transfer', 'Ke Rek BCA Virtual Account'),
    teller,
  ],
  va_mandiri: [
    { ...app('Livin’ by Mandiri', 'Bayar', 'Multipayment'), company: 'search' },
    { ...internet('Mandiri Internet Banking', 'Bayar', 'Multi Payment'), company: 'search' },
    { ...atm('Bayar/Beli', 'Lainnya', 'Multipayment'), company: 'code' },
    teller,
    otherBank('008'),
  ],
  va_mandiri_bill: [
    { ...app('Livin’ by Mandiri', 'Bayar', 'Multipayment'), company: 'search' },
    { ...internet('Mandiri Internet Banking', 'Bayar', 'Multi Payment'), company: 'search' },
    { ...atm('Bayar/Beli', 'Lainnya', 'Multipayment'), company: 'code' },
  ],
  va_bni: [
    app('wondr by BNI', 'Transfer', 'Virtual Account'),
    app('BNI Mobile Banking', 'Transfer', 'Virtual Account Billing'),
    internet('BNI Internet Banking', 'Transfer', 'Virtual Account Billing'),
    atm('Menu Lain', 'Transfer', 'Virtual Account Billing'),
    teller,
    otherBank('009'),
  ],
  va_bri: [
    app('BRImo', 'BRIVA', 'Pembayaran Baru'),
    internet('BRI Internet Banking', 'Pembayaran', 'BRIVA'),
    atm('Transaksi Lain', 'Pembayaran', 'Lainnya', 'BRIVA'),
    teller,
    otherBank('002'),
  ],
  va_permata: [
    app('Permata ME', 'Bayar Tagihan', 'Virtual Account'),
    internet('PermataNet', 'Pembayaran Tagihan', 'Virtual Account'),
    atm('Transaksi Lainnya', 'Pembayaran', 'Pembayaran Lainnya', 'Virtual Account'),
    teller,
    otherBank('013'),
  ],
  va_cimb: [
    app('OCTO Mobile', 'Transfer', 'Transfer to Other CIMB Niaga Account'),
    internet('OCTO Clicks', 'Pembayaran Tagihan', 'Mobile Rekening Virtual'),
    atm('Pembayaran', 'Lanjut', 'Virtual Account'),
    teller,
    otherBank('022'),
  ],
  va_danamon: [
    app('D-Bank PRO', 'Pembayaran', 'Virtual Account'),
    internet('D-Bank PRO (dbank.co.id)', ...VA),
    atm('Pembayaran', 'Lainnya', 'Virtual Account'),
    teller,
    otherBank('011'),
  ],
  va_maybank: [
    app('M2U ID', 'Transfer', 'Virtual Account'),
    internet('Maybank2u ID', 'Transfer', 'Virtual Account'),
    atm('Pembayaran / Top Up Pulsa', 'Virtual Account'),
    teller,
    otherBank('016'),
  ],
  va_bsi: [app('BYOND by BSI', ...VA), internet('BSI Net Banking', ...VA), atm(...ATM_VA), teller, otherBank('451')],
  va_bnc: [app('neobank', ...VA), otherBank('490')],
  va_sampoerna: [
    app('Sampoerna Mobile Banking', ...VA),
    internet('Bank Sahabat Sampoerna Internet Banking', ...VA),
    teller,
    otherBank('523'),
  ],
  va_muamalat: [
    app('Muamalat DIN', 'Bayar/Beli', 'Virtual Account'),
    internet('Muamalat Internet Banking', ...VA),
    atm(...ATM_VA),
    teller,
    otherBank('147'),
  ],
  va_bjb: [
    app('DIGI by bank bjb', ...VA),
    internet('bjb Net', ...VA),
    atm('Transaksi Lainnya', 'Virtual Account'),
    teller,
    otherBank('110'),
  ],
  va_hana: [app('MyHana', ...VA), internet('Hana Internet Banking', ...VA), atm(...ATM_VA), teller, otherBank('484')],
  va_dki: [
    app('JakOne Mobile', ...VA),
    internet('JakOne Internet Banking', ...VA),
    atm(...ATM_VA),
    teller,
    otherBank('111'),
  ],
  retail_alfamart: [counter('Alfamart', 'Alfamidi', 'Dan+Dan', 'Lawson')],
  retail_indomaret: [counter('Indomaret', 'Ceriamart')],
};

/** For a bank without a line of its own: in any country, so in no bank's words. */
export const ANY_BANK: readonly Way[] = [
  { via: 'app' },
  { via: 'internet' },
  { via: 'atm' },
  { via: 'teller' },
  { via: 'other_bank' },
];
