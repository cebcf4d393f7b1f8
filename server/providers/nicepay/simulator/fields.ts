import type { Fields } from './records.ts';
import { invalidField, ApiError } from './api-error.ts';

/*
 * The fields of each call, with their types and sizes. Stricter than NICEPAY may be: the adapter must send nothing that
 * NICEPAY could start to reject.
 */

type Kind = 'letters' | 'digits' | 'text' | 'symbols' | 'address' | 'ipv4' | 'any';

interface Rule {
  readonly kind: Kind;
  readonly max: number;
  /** Result code for a missing field; default 9030. */
  readonly missing?: string;
  /** Result code for a malformed value; default 9030. */
  readonly malformed?: string;
  /** Result code for a value that is too long; default 9030. */
  readonly tooLong?: string;
}

const KINDS: Readonly<Record<Kind, RegExp>> = {
  letters: /^[A-Za-z .'-]+$/,
  digits: /^\d+$/,
  text: /^[\x20-\x7e]+$/,
  symbols: /^[\x21-\x7e]+$/,
  address: /^https?:\/\/[\x21-\x7e]+$/,
  ipv4: /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/,
  any: /^[\s\S]*$/,
};

const rule = (kind: Kind, max: number, codes: Omit<Rule, 'kind' | 'max'> = {}): Rule => ({ kind, max, ...codes });

const SIGNED: Readonly<Record<string, Rule>> = {
  timeStamp: rule('digits', 14, { missing: '9031', malformed: '9031', tooLong: '9031' }),
  iMid: rule('text', 10, { missing: '9011', tooLong: '9011' }),
  amt: rule('digits', 12, { missing: '9007', malformed: '9008', tooLong: '9008' }),
  referenceNo: rule('symbols', 40, { missing: '9014', tooLong: '9109' }),
  merchantToken: rule('symbols', 255, { missing: '9010' }),
};

const EXTRAS: Readonly<Record<string, Rule>> = {
  vat: rule('digits', 12),
  fee: rule('digits', 12),
  notaxAmt: rule('digits', 12),
  worker: rule('text', 10),
};

export const REGISTRATION: Readonly<Record<string, Rule>> = {
  ...SIGNED,
  ...EXTRAS,
  payMethod: rule('digits', 2),
  currency: rule('letters', 3, { missing: '9013' }),
  goodsNm: rule('text', 100, { missing: '9015' }),
  billingNm: rule('letters', 30, { missing: '9016' }),
  billingPhone: rule('digits', 15, { missing: '9017' }),
  billingEmail: rule('symbols', 40, { missing: '9018' }),
  billingAddr: rule('text', 100),
  billingCity: rule('letters', 50, { missing: '9025' }),
  billingState: rule('letters', 50, { missing: '9026' }),
  billingPostCd: rule('digits', 10, { missing: '9027' }),
  billingCountry: rule('letters', 10, { missing: '9028' }),
  deliveryNm: rule('letters', 30),
  deliveryPhone: rule('digits', 15),
  deliveryAddr: rule('text', 100),
  deliveryCity: rule('letters', 50),
  deliveryState: rule('letters', 50),
  deliveryPostCd: rule('digits', 10),
  deliveryCountry: rule('letters', 10),
  callBackUrl: rule('address', 255, { missing: '9019' }),
  dbProcessUrl: rule('address', 255, { missing: '9020' }),
  description: rule('text', 100),
  cartData: rule('any', 4000, { missing: '9022', tooLong: '9022' }),
  sellers: rule('any', 4000),
  userIP: rule('ipv4', 15, { missing: '9024' }),
  userSessionID: rule('text', 100),
  userAgent: rule('text', 100),
  userLanguage: rule('text', 20),
  reqDt: rule('digits', 8),
  reqTm: rule('digits', 6),
  reqDomain: rule('text', 100),
  reqServerIP: rule('ipv4', 15),
  reqClientVer: rule('text', 50),
  instmntType: rule('digits', 2, { missing: '9118', malformed: '9118' }),
  instmntMon: rule('digits', 2, { missing: '9029', malformed: '9029' }),
  recurrOpt: rule('digits', 2),
  bankCd: rule('letters', 4, { missing: '9237', malformed: '9237', tooLong: '9237' }),
  vacctValidDt: rule('digits', 8, { malformed: '9210', tooLong: '9211' }),
  vacctValidTm: rule('digits', 6, { malformed: '9210', tooLong: '9211' }),
  merFixAcctId: rule('digits', 40),
  mitraCd: rule('letters', 4),
  payValidDt: rule('digits', 8, { malformed: '9510', tooLong: '9511' }),
  payValidTm: rule('digits', 6, { malformed: '9510', tooLong: '9511' }),
  paymentExpDt: rule('digits', 8),
  paymentExpTm: rule('digits', 6),
  shopId: rule('text', 40),
  mRefNo: rule('text', 18),
};

/** The most that is read of a field that the customer fills in. */
const MAX_INPUT = 500;

export const PAYMENT: Readonly<Record<string, Rule>> = {
  timeStamp: SIGNED['timeStamp'] ?? rule('digits', 14),
  merchantToken: SIGNED['merchantToken'] ?? rule('symbols', 255),
  tXid: rule('text', 30, { missing: '8022' }),
  referenceNo: rule('symbols', 40),
  callBackUrl: rule('address', 255, { missing: '8028', malformed: '8028', tooLong: '8028' }),
  // Entered by the customer: `readCard` checks them.
  cardNo: rule('any', MAX_INPUT, { missing: '14' }),
  cardExpYymm: rule('any', MAX_INPUT, { missing: '9160' }),
  cardCvv: rule('any', MAX_INPUT, { missing: '9150' }),
  cardHolderNm: rule('any', MAX_INPUT, { missing: '9158' }),
  cardHolderEmail: rule('any', MAX_INPUT, { missing: '9147' }),
  recurringToken: rule('symbols', 64, { tooLong: '9161' }),
  preauthToken: rule('symbols', 64, { tooLong: '9143' }),
  cashtag: rule('text', 40),
};

export const INQUIRY: Readonly<Record<string, Rule>> = { ...SIGNED, tXid: rule('text', 30, { missing: '8004' }) };

export const CANCEL: Readonly<Record<string, Rule>> = {
  ...SIGNED,
  ...EXTRAS,
  amt: rule('digits', 12, { missing: '9312', malformed: '9312', tooLong: '9312' }),
  tXid: rule('text', 30, { missing: '8064' }),
  payMethod: rule('digits', 2),
  cancelType: rule('digits', 2, { missing: '9301', malformed: '9301' }),
  cancelMsg: rule('text', 255),
  preauthToken: rule('symbols', 100),
  cancelServerIp: rule('ipv4', 15),
  cancelUserId: rule('text', 30),
  cancelUserIp: rule('ipv4', 15),
  cancelUserInfo: rule('text', 100),
  cancelRetryCnt: rule('digits', 2),
};

export const RECEIPT: Readonly<Record<string, Rule>> = {
  timeStamp: SIGNED['timeStamp'] ?? rule('digits', 14),
  iMid: SIGNED['iMid'] ?? rule('text', 10),
  merchantToken: SIGNED['merchantToken'] ?? rule('symbols', 255),
  tXid: rule('text', 30, { missing: '8004' }),
};

type Table = Readonly<Record<string, Rule>>;

/**
 * Reads a flat body whose fields are all known, texts, not too long and of the right type. Empty ones are left out.
 *
 * @throws {ApiError} with the result code of the first wrong field
 */
export function readFields(body: unknown, table: Table): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ApiError('9001', 'The body must be a JSON object');
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const found = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!found) throw invalidField(`${name} is not a field of this call`);
    if (typeof value !== 'string') throw invalidField(`${name} must be sent as text`);
    if (value === '') continue;
    checkValue(name, value, found);
    fields[name] = value;
  }
  return fields;
}

function checkValue(name: string, value: string, { kind, max, malformed, tooLong }: Rule): void {
  if (value.length > max) throw new ApiError(tooLong ?? '9030', `${name} is longer than ${max}`);
  if (!KINDS[kind].test(value)) throw new ApiError(malformed ?? '9030', `${name} must be ${kind}`);
}

/**
 * @throws {ApiError} with the result code of the first missing field
 */
export function demand(fields: Fields, table: Table, ...names: readonly string[]): void {
  for (const name of names) {
    if (fields[name] === undefined) throw new ApiError(table[name]?.missing ?? '9030', `${name} is missing`);
  }
}
