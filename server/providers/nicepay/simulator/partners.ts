/* Banks, stores, wallets and lenders by their documented codes. @see https://docs.nicepay.co.id/en/nicepay-code-v1 */

interface Bank {
  readonly name: string;
  /** Made-up digits of the documented length. */
  readonly prefix: string;
  readonly maxLength: number;
}

export const BANKS: Readonly<Record<string, Bank>> = {
  BMRI: { name: 'Mandiri', prefix: '70014900', maxLength: 19 },
  CENA: { name: 'BCA', prefix: '39102000', maxLength: 23 },
  BNIN: { name: 'BNI', prefix: '8848100', maxLength: 16 },
  BRIN: { name: 'BRI', prefix: '88788000', maxLength: 18 },
  BBBA: { name: 'Permata', prefix: '8625300', maxLength: 16 },
  BBBB: { name: 'Permata Syariah', prefix: '8626300', maxLength: 16 },
  IBBK: { name: 'Maybank', prefix: '78128600', maxLength: 16 },
  BNIA: { name: 'CIMB Niaga', prefix: '5919100', maxLength: 19 },
  BDIN: { name: 'Danamon', prefix: '7915500', maxLength: 16 },
  HNBN: { name: 'KEB Hana', prefix: '9772100', maxLength: 16 },
  PDJB: { name: 'BJB', prefix: '1014700', maxLength: 16 },
  YUDB: { name: 'BNC', prefix: '90140000100', maxLength: 19 },
  BDKI: { name: 'Bank DKI', prefix: '956012300', maxLength: 16 },
};

interface Store {
  readonly name: string;
  /** The hour in Jakarta from which the store takes no payments, until 1:00. */
  readonly closesAt: number;
  readonly codeLength: number;
}

export const STORES: Readonly<Record<string, Store>> = {
  ALMA: { name: 'Alfamart', closesAt: 22, codeLength: 16 },
  INDO: { name: 'Indomaret', closesAt: 23, codeLength: 12 },
};

interface Partner {
  readonly name: string;
  /** Requires the `shopId`. */
  readonly shop?: boolean;
  /** Sends a push notification to the customer's phone instead of showing a page. */
  readonly push?: boolean;
}

export const CLICKPAYS: Readonly<Record<string, Partner>> = { JENC: { name: 'Jenius Pay' } };

export const WALLETS: Readonly<Record<string, Partner>> = {
  OVOE: { name: 'OVO', push: true },
  DANA: { name: 'DANA', shop: true },
  LINK: { name: 'LinkAja' },
  ESHP: { name: 'ShopeePay', shop: true },
};

export const LENDERS: Readonly<Record<string, Partner>> = {
  AKLP: { name: 'Akulaku' },
  KDVI: { name: 'Kredivo' },
  IDNA: { name: 'Indodana' },
};

export const QRIS: Readonly<Record<string, Partner>> = { QSHP: { name: 'QRIS', shop: true } };

/** The name of a bank or partner by its code. */
export const partnerName = (code: string | undefined): string =>
  [BANKS, STORES, CLICKPAYS, WALLETS, LENDERS, QRIS].flatMap((table) => table[code ?? '']?.name ?? [])[0] ?? 'NICEPAY';
