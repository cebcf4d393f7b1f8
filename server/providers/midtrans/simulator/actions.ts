import { done, refused } from '../../simulation/action-result.ts';
import type { ActionResult, SimulatorAction } from '../../simulation/simulator.ts';
import { ANY_CARD } from './cards.ts';
import { collect, deny, expire, giveBack, isOpen, isPaid, paidAmountOf, reverse } from './collect.ts';
import { forge } from './forge.ts';
import type { SnapRecord, TransactionRecord } from './records.ts';
import { isPageOpen } from './snap.ts';
import { now, type SimulatorState } from './state.ts';
import { latestTry } from './latest-try.ts';
import { tryCard } from './try-card.ts';
import { refundedAmount } from './views.ts';

/* What a customer, a bank or the clock does to a payment by a button of the page or by a test. */

/** So that the merchant can learn of the end before the money comes. */
const LATE_MS = 5_000;

/** @param id of a transaction, or the token of a page */
export async function perform(
  state: SimulatorState,
  id: string,
  action: SimulatorAction,
  amount?: number,
): Promise<ActionResult> {
  const page = state.snaps.get(id);
  const transaction = page === undefined ? state.transactions.get(id) : tryOn(state, page, action);
  if (transaction !== undefined)
    return action === 'forge notification' ? forge(state, transaction) : act(state, transaction, action, amount);
  return page === undefined ? refused(`There is no payment ${id}`) : actOnPage(page, action, now(state));
}

/** The try that a page's buttons act on: the latest, or one that a card makes now. */
function tryOn(state: SimulatorState, page: SnapRecord, action: SimulatorAction): TransactionRecord | undefined {
  const latest = latestTry(state, page);
  const isAgain = latest === undefined || latest.status === 'deny';
  const isTried = action === 'pay' || action === 'fail' || action === 'pay twice' || action === 'forge notification';
  return isAgain && isTried && isPageOpen(state, page)
    ? tryCard(state, page, ANY_CARD, { saves: true, waits: true })
    : latest;
}

/** Nothing was chosen on it yet, so nothing is announced. */
function actOnPage(page: SnapRecord, action: SimulatorAction, time: number): ActionResult {
  if (action !== 'expire' || page.canceledAt !== undefined) return refused('Nothing was chosen on the page');
  page.canceledAt = time;
  return done(`The page of ${page.orderId} has ended`);
}

function act(
  state: SimulatorState,
  transaction: TransactionRecord,
  action: SimulatorAction,
  amount?: number,
): ActionResult {
  const closed = refused(`It is ${transaction.status}, so nothing was done`);
  switch (action) {
    case 'pay':
      return isOpen(transaction) ? pay(state, transaction, amount) : closed;
    case 'fail':
      if (!isOpen(transaction)) return closed;
      deny(state, transaction, transaction.card === undefined ? undefined : '05');
      return done(`Denied: ${transaction.orderId}`);
    case 'expire':
      if (!isOpen(transaction)) return closed;
      lapse(state, transaction);
      return done(`Expired: ${transaction.orderId}`);
    case 'pay twice':
      if (!isOpen(transaction)) return isPaid(transaction) ? refused(PAID_ONCE) : closed;
      pay(state, transaction, amount);
      return done(`Paid. ${PAID_ONCE}`);
    case 'pay late':
      return isPaid(transaction) || transaction.timesPaid > 0 ? closed : payLate(state, transaction, amount);
    case 'reverse':
      if (!isReversible(transaction)) return closed;
      reverse(state, transaction);
      return done(`Taken back: ${transaction.orderId}`);
    case 'refund':
      return refundByStaff(state, transaction, amount) ?? closed;
    default:
      return closed;
  }
}

/** Its time has come, now. */
function lapse(state: SimulatorState, transaction: TransactionRecord): void {
  transaction.expiresAt = now(state);
  expire(state, transaction);
}

const PAID_ONCE = 'The second payment was refused: a transaction is paid once';

function pay(state: SimulatorState, transaction: TransactionRecord, amount?: number): ActionResult {
  collect(state, transaction, amount);
  return done(`${transaction.status === 'authorize' ? 'Held' : 'Paid'} IDR ${paidAmountOf(transaction)}`);
}

function payLate(state: SimulatorState, transaction: TransactionRecord, amount?: number): ActionResult {
  if (transaction.status === 'authorize') return refused('Its money is held');
  if (!isOpen(transaction)) return pay(state, transaction, amount);
  lapse(state, transaction);
  state.agenda.add(now(state) + LATE_MS, { name: 'pay_late', transaction, amount });
  return done(`Expired: ${transaction.orderId}. The money follows in ${LATE_MS / 1000} seconds`);
}

/** Known of these alone. @see https://docs.midtrans.com/docs/transaction-status */
export const isReversible = (transaction: TransactionRecord): boolean =>
  transaction.status === 'settlement' &&
  (transaction.type === 'echannel' || transaction.selector === 'permata' || transaction.selector === 'indomaret');

/** Staff refund in the dashboard; the key is Midtrans' own. */
function refundByStaff(
  state: SimulatorState,
  transaction: TransactionRecord,
  amount?: number,
): ActionResult | undefined {
  if (!canBeRefunded(transaction)) return undefined;
  const left = paidAmountOf(transaction) - refundedAmount(transaction);
  const returned = Math.min(amount ?? left, left);
  const key = `dashboard-${state.options.uuid()}`;
  giveBack(state, transaction, { key, amount: returned, reason: 'by staff' }, transaction.orderId);
  return done(`Returned IDR ${returned} of ${transaction.orderId}`);
}

const REFUNDABLE: ReadonlySet<string> = new Set(['gopay', 'qris', 'kredivo', 'akulaku']);

export const canBeRefunded = ({ type, status }: TransactionRecord): boolean =>
  REFUNDABLE.has(type) && (status === 'settlement' || status === 'partial_refund');
