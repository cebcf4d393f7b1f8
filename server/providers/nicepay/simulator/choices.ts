import { issue } from './issue-number.ts';
import { expire } from './money.ts';
import { isPartners, startPartner } from './partner-payment.ts';
import { BANKS, CLICKPAYS, LENDERS, QRIS, STORES, WALLETS } from './partners.ts';
import type { Transaction } from './records.ts';
import { Refused } from './api-error.ts';
import type { Method, SimulatorState } from './state.ts';
import { mayUse, METHODS } from './state.ts';

/** One line of the payment page. */
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

/** What the page offers: what is activated, as far as the registration left it open. */
export function choicesOf({ merchant, order }: Transaction): readonly Choice[] {
  return METHODS.filter((method) => mayUse(merchant, method))
    .filter((method) => order['payMethod'] === '00' || order['payMethod'] === method)
    .flatMap((method): readonly Choice[] => {
      if (method === '01') return [{ method, label: 'Credit or debit card' }];
      const named = method === '02' ? order['bankCd'] : order['mitraCd'];
      const all = Object.entries(TABLES[method]).map(([partner, { name }]) => ({ method, partner, label: name }));
      return all.filter(({ partner }) => named === undefined || named === partner || order['payMethod'] === '00');
    })
    .filter(({ partner }) => isPossible(order, partner));
}

/** Lenders and some wallets want to know more than every merchant told. */
const isPossible = (order: Transaction['order'], partner: string | undefined): boolean => {
  if (partner === 'AKLP' && order['sellers'] === undefined) return false;
  if (partner !== undefined && Object.hasOwn(LENDERS, partner) && order['deliveryNm'] === undefined) return false;
  const shop = WALLETS[partner ?? '']?.shop === true || QRIS[partner ?? '']?.shop === true;
  return !shop || order['shopId'] !== undefined;
};

/** The customer has chosen. A number or QR code is issued now, and that is all: nothing is paid. */
export function choose(simulatorState: SimulatorState, transaction: Transaction, { method, partner }: Choice): void {
  const known = choicesOf(transaction).some((one) => one.method === method && one.partner === partner);
  if (!known) throw new Refused('9012', 'That way to pay is not offered');
  const pageEnd = transaction.expiresAt;
  issue(simulatorState, transaction, method, partner);
  // A card may be typed in as long as the page is there.
  if (method === '01') transaction.expiresAt = pageEnd;
  else simulatorState.agenda.add(transaction.expiresAt, () => expire(simulatorState, transaction));
  if (isPartners(method)) startPartner(simulatorState, transaction);
}

/** Whether the customer still has to say how to pay. */
export const isUnchosen = ({ flow, method, state, number, qrText, partner }: Transaction): boolean =>
  flow === 'page' &&
  state === 'open' &&
  number === undefined &&
  qrText === undefined &&
  (method === '00' || (method !== '01' && partner === undefined));
