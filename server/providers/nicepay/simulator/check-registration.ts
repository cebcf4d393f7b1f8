import type { Instant } from '../../../payments/model/model.ts';
import { checkCart, checkSellers } from './cart.ts';
import { demand, readFields, REGISTRATION } from './fields.ts';
import { BANKS, CLICKPAYS, LENDERS, QRIS, STORES, WALLETS } from './partners.ts';
import type { Fields } from './records.ts';
import { invalidField, ApiError } from './api-error.ts';
import { checkSignature, findMerchant } from './signed-call.ts';
import { parseWib } from './wib.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';
import { isActivated, METHODS, type Method, type SimulatedMerchant } from './options.ts';

export interface Registration {
  readonly merchant: SimulatedMerchant;
  readonly order: Fields;
  readonly method: Method | '00';
}

const DAY = 86_400_000;
/** The documented default, used as the limit because none is documented. */
const MAX_LIFETIME_MS = 7 * DAY;

const BILLING = [
  'goodsNm',
  'billingNm',
  'billingPhone',
  'billingEmail',
  'billingCity',
  'billingState',
  'billingPostCd',
  'billingCountry',
];
const DELIVERY = ['Nm', 'Phone', 'Addr', 'City', 'State', 'PostCd', 'Country'].map((name) => `delivery${name}`);

/**
 * Checks a registration, except that its reference is new.
 *
 * @throws {ApiError} with the result code of what is wrong with it
 */
export function checkRegistration(state: SimulatorState, body: unknown, flow: 'direct' | 'page'): Registration {
  const order = readFields(body, REGISTRATION);
  demand(order, REGISTRATION, 'timeStamp', 'iMid', 'payMethod', 'currency', 'amt', 'referenceNo', 'merchantToken');
  const merchant = findMerchant(state, order);
  checkSignature(state, merchant, 'order', order);
  if (order['currency'] !== 'IDR') throw invalidField('currency must be IDR');
  const method = methodOf(order, merchant, flow);
  checkAmount(order, method);
  demand(order, REGISTRATION, ...BILLING, 'dbProcessUrl');
  if (flow === 'page') demand(order, REGISTRATION, 'callBackUrl', 'description', 'cartData');
  else if (method !== '08') demand(order, REGISTRATION, 'billingAddr');
  checkCart(order);
  checkMethod(state, order, method, merchant, flow);
  return { merchant, order, method };
}

function methodOf({ payMethod }: Fields, merchant: SimulatedMerchant, flow: 'direct' | 'page'): Method | '00' {
  if (payMethod === '00' && flow === 'page') return '00';
  const method = METHODS.find((known) => known === payMethod);
  if (!method) throw invalidField(`payMethod ${payMethod} is not available in this flow`);
  if (!isActivated(merchant, method))
    throw new ApiError('9012', `payMethod ${method} is not activated for this merchant`);
  return method;
}

/** The result code for an amount that is too low, by payment method. Other limits are not documented. */
const TOO_LOW: Readonly<Record<string, string>> = { '01': '9115', '02': '9209', '03': '9509' };

function checkAmount({ amt = '' }: Fields, method: Method | '00'): void {
  if (/^0+$/.test(amt)) throw new ApiError(TOO_LOW[method] ?? '9008', 'amt is too low');
  if (amt.startsWith('0')) throw new ApiError('9008', 'amt must not have a leading zero');
}

function checkMethod(
  state: SimulatorState,
  order: Fields,
  method: Method | '00',
  merchant: SimulatedMerchant,
  flow: 'direct' | 'page',
): void {
  const direct = flow === 'direct';
  checkDeadlines(state, order);
  if (direct && ['01', '05', '06', '08'].includes(method)) demand(order, REGISTRATION, 'userIP');
  if (direct && ['01', '04', '05', '06'].includes(method)) demand(order, REGISTRATION, 'cartData');
  switch (method) {
    case '00':
      break;
    case '01':
      if (direct) demand(order, REGISTRATION, 'instmntType', 'instmntMon');
      checkInstallment(order, merchant);
      break;
    case '02':
      if (direct) demand(order, REGISTRATION, 'bankCd');
      checkBank(order);
      break;
    case '03':
      checkPartner(order, STORES, '9505', direct);
      break;
    case '04':
      checkPartner(order, CLICKPAYS, '9802', direct);
      break;
    case '05':
      checkPartner(order, WALLETS, '9751', direct);
      if (order['mitraCd'] === 'OVOE' && !/^08\d{8,11}$/.test(order['billingPhone'] ?? ''))
        throw new ApiError('9751', 'billingPhone must be an Indonesian mobile number for OVO');
      break;
    case '06':
      checkPartner(order, LENDERS, '9030', direct);
      demand(order, REGISTRATION, 'instmntType', 'instmntMon', ...DELIVERY);
      checkInstallment(order, merchant);
      if (order['mitraCd'] === 'AKLP') checkSellers(order['sellers']);
      break;
    case '08':
      checkPartner(order, QRIS, '9030', direct);
      break;
  }
}

/** On NICEPAY's page, the customer may choose the partner. */
function checkPartner(
  { mitraCd, shopId }: Fields,
  table: Readonly<Record<string, { readonly name: string; readonly shop?: boolean }>>,
  code: string,
  required: boolean,
): void {
  if (mitraCd === undefined && !required) return;
  const partner = mitraCd === undefined ? undefined : table[mitraCd];
  if (!partner) throw new ApiError(code, `mitraCd ${mitraCd ?? '(none)'} is not a partner of this payment method`);
  if (partner.shop === true && shopId === undefined) throw invalidField('shopId is missing');
}

function checkBank({ bankCd, merFixAcctId }: Fields): void {
  if (bankCd === undefined) return;
  const bank = BANKS[bankCd];
  if (!bank) throw new ApiError('9237', `bankCd ${bankCd} is unknown`);
  if ((merFixAcctId ?? '').length + bank.prefix.length > bank.maxLength)
    throw new ApiError('9226', 'merFixAcctId makes the number too long');
}

function checkInstallment({ instmntType, instmntMon, recurrOpt }: Fields, merchant: SimulatedMerchant): void {
  if (instmntType !== undefined && instmntType !== '1' && instmntType !== '2')
    throw new ApiError('9118', 'instmntType must be 1 or 2');
  const months = [1, ...(merchant.installments ?? [3, 6, 12])].map(String);
  if (instmntMon !== undefined && !months.includes(instmntMon))
    throw new ApiError('9029', `Instalments over ${instmntMon} months are not activated`);
  if (recurrOpt !== undefined && !['0', '1', '2'].includes(recurrOpt))
    throw invalidField('recurrOpt must be 0, 1 or 2');
}

function checkDeadlines(state: SimulatorState, order: Fields): void {
  for (const [name, code] of [
    ['vacctValid', '9210'],
    ['payValid', '9510'],
    ['paymentExp', '9030'],
  ] as const) {
    const end = deadlineOf(order, name);
    if (end === undefined) {
      if (order[`${name}Dt`] === undefined && order[`${name}Tm`] === undefined) continue;
      throw new ApiError(code, `${name}Dt and ${name}Tm are not a valid date and time`);
    }
    if (end <= now(state) || end > now(state) + MAX_LIFETIME_MS)
      throw new ApiError(code, `${name}Dt and ${name}Tm must be within the next seven days`);
  }
}

/** The expiry that the order requests for this kind of number. */
export const deadlineOf = (order: Fields, name: 'vacctValid' | 'payValid' | 'paymentExp'): Instant | undefined =>
  parseWib(order[`${name}Dt`] ?? '', order[`${name}Tm`] ?? '');
