/* Banks, stores, wallets and lenders, by the codes of the documentation. */

interface Bank {
  readonly name: string;
  /** Its length is the documented one; the digits are made up. */
  readonly prefix: string;
  readonly longest: number;
}

export const BANKS: Readonly<Record<string, Bank>> = {
  BMRI: { name: 'Mandiri', prefix: '70014900', longest: 19 },
  CENA: { name: 'BCA', prefix: '39102000', longest: 23 },
  BNIN: { name: 'BNI', prefix: '8848100', longest: 16 },
  BRIN: { name: 'BRI', prefix: '88788000', longest: 18 },
  BBBA: { name: 'Permata', prefix: '8625300', longest: 16 },
  BBBB: { name: 'Permata Syariah', prefix: '8626300', longest: 16 },
  IBBK: { name: 'Maybank', prefix: '78128600', longest: 16 },
  BNIA: { name: 'CIMB Niaga', prefix: '5919100', longest: 19 },
  BDIN: { name: 'Danamon', prefix: '7915500', longest: 16 },
  HNBN: { name: 'KEB Hana', prefix: '9772100', longest: 16 },
  PDJB: { name: 'BJB', prefix: '1014700', longest: 16 },
  YUDB: { name: 'BNC', prefix: '90140000100', longest: 19 },
  BDKI: { name: 'Bank DKI', prefix: '956012300', longest: 16 },
};

interface Store {
  readonly name: string;
  /** The hour from which tills take no money, by Jakarta's clock; until one o'clock. */
  readonly closesAt: number;
  readonly codeLength: number;
}

export const STORES: Readonly<Record<string, Store>> = {
  ALMA: { name: 'Alfamart', closesAt: 22, codeLength: 16 },
  INDO: { name: 'Indomaret', closesAt: 23, codeLength: 12 },
};

interface Partner {
  readonly name: string;
  /** It wants to know the merchant's store. */
  readonly shop?: boolean;
  /** The customer's phone is rung, and there is no page to log in on. */
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

/** What a person calls it. */
export const partnerName = (code: string | undefined): string =>
  [BANKS, STORES, CLICKPAYS, WALLETS, LENDERS, QRIS].flatMap((table) => table[code ?? '']?.name ?? [])[0] ?? 'NICEPAY';
