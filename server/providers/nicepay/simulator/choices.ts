import { issueNumber } from './issue-number.ts';
import { isPartnerMethod, startPartner } from './partner-payment.ts';
import { BANKS, CLICKPAYS, LENDERS, QRIS, STORES, WALLETS } from './partners.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { isActivated, METHODS, type Method } from './options.ts';

/** One choice on the payment page. */
export interface Choice {
  readonly method: Method;
  /** `bankCd` or `mitraCd`; a card has none. */
  readonly partner?: string | undefined;
  readonly label: string;
}

const TABLES: Readonly<Record<Exclude<Method, '01'>, Readonly<Record<string, { readonly name: string }>>>> = {
  '02': BANKS,
  '03': STORES,
  '04': CLICKPAYS,
  '05': WALLETS,
  '06': LENDERS,
  '08': QRIS,
};

/** What the page offers: the activated methods that the registration allows. */
export function choicesOf({ merchant, order }: Transaction): readonly Choice[] {
  return METHODS.filter((method) => isActivated(merchant, method))
    .filter((method) => order['payMethod'] === '00' || order['payMethod'] === method)
    .flatMap((method): readonly Choice[] => {
      if (method === '01') return [{ method, label: 'Credit or debit card' }];
      const named = method === '02' ? order['bankCd'] : order['mitraCd'];
      const all = Object.entries(TABLES[method]).map(([partner, { name }]) => ({ method, partner, label: name }));
      return all.filter(({ partner }) => named === undefined || named === partner || order['payMethod'] === '00');
    })
    .filter(({ partner }) => isPossible(order, partner));
}

/** Lenders and some wallets need fields that the registration may not have. */
const isPossible = (order: Transaction['order'], partner: string | undefined): boolean => {
  if (partner === 'AKLP' && order['sellers'] === undefined) return false;
  if (partner !== undefined && Object.hasOwn(LENDERS, partner) && order['deliveryNm'] === undefined) return false;
  const shop = WALLETS[partner ?? '']?.shop === true || QRIS[partner ?? '']?.shop === true;
  return !shop || order['shopId'] !== undefined;
};

/**
 * The customer's choice. A number or QR code is issued now; nothing is paid yet.
 *
 * @throws {ApiError} 9012: the page does not offer it
 */
export function choose(state: SimulatorState, transaction: Transaction, { method, partner }: Choice): void {
  const known = choicesOf(transaction).some((one) => one.method === method && one.partner === partner);
  if (!known) throw new ApiError('9012', 'This payment method is not offered');
  const pageEnd = transaction.expiresAt;
  issueNumber(state, transaction, method, partner);
  // A card can be entered for as long as the page exists.
  if (method === '01') transaction.expiresAt = pageEnd;
  else state.agenda.add(transaction.expiresAt, { name: 'expire', transaction });
  if (isPartnerMethod(method)) startPartner(state, transaction);
}

/** Whether the customer still has to choose how to pay. */
export const awaitsChoice = ({ flow, method, state, number, qrText, partner }: Transaction): boolean =>
  flow === 'page' &&
  state === 'open' &&
  number === undefined &&
  qrText === undefined &&
  (method === '00' || (method !== '01' && partner === undefined));
