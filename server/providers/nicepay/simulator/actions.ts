import { done, refused } from '../../simulation/action-result.ts';
import type { ActionResult, SimulatorAction } from '../../simulation/simulator.ts';
import { isRefundable, refundInBackOffice } from './cancel.ts';
import { readCard } from './cards.ts';
import { awaitsChoice, choicesOf, choose } from './choices.ts';
import { forge } from './forge.ts';
import { collect, decline, markExpired, reverse, voidAuthorization } from './money.ts';
import { queueNotification } from './notifications.ts';
import { genericDecline } from './partner-payment.ts';
import { partnerName, STORES } from './partners.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { ApiError } from './api-error.ts';
import { wallClock } from './wib.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/* What a customer, a bank or the clock does to a transaction, at the press of a button or from a test. */

/** Performs one of the actions that the simulator's page offers for a transaction. */
export async function perform(
  state: SimulatorState,
  tXid: string,
  action: SimulatorAction,
  amount?: number,
): Promise<ActionResult> {
  if (action === 'forge notification') return forge(state, tXid);
  const transaction = state.transactions.get(tXid);
  if (!transaction) return refused(`Transaction ${tXid} not found`);
  if (amount !== undefined && amount !== transaction.amount && action !== 'refund')
    return refused(`Only exactly ${transaction.amount} can be paid`);
  try {
    return performOn(state, transaction, action, amount);
  } catch (error) {
    if (error instanceof ApiError) return refused(error.message);
    throw error;
  }
}

function performOn(
  state: SimulatorState,
  transaction: Transaction,
  action: Exclude<SimulatorAction, 'forge notification'>,
  amount?: number,
) {
  const closed = refused(`Nothing done: the transaction is ${transaction.state}`);
  const open = isOpen(transaction);
  switch (action) {
    case 'pay':
      return open ? pay(state, transaction) : closed;
    case 'fail':
      return open ? fail(state, transaction) : closed;
    case 'expire':
      return expireNow(state, transaction) ? done(`Expired: ${transaction.referenceNo}`) : closed;
    case 'pay twice':
      return payTwice(state, transaction) ?? closed;
    case 'pay late':
      return payLate(state, transaction) ?? closed;
    case 'look up':
      return markCommitting(transaction) ? done(`Looked up at the store: ${transaction.referenceNo}`) : closed;
    case 'refund':
      return transaction.state === 'paid' && isRefundable(transaction)
        ? done(`Refunded ${refundInBackOffice(state, transaction, amount)} for ${transaction.referenceNo}`)
        : closed;
    case 'reverse':
      return reverse(state, transaction)
        ? done(`Reversed ${transaction.amount} for ${transaction.referenceNo}`)
        : closed;
  }
}

function pay(state: SimulatorState, transaction: Transaction): ActionResult {
  const reason = closedStore(state, transaction);
  if (reason !== undefined) return refused(reason);
  prepareForPayment(state, transaction);
  collect(state, transaction);
  return done(
    `${transaction.state === 'authorized' ? 'Authorized' : 'Paid'} ${transaction.amount} for ${transaction.referenceNo}`,
  );
}

/** Does what the customer would have done before paying: chooses a method, enters a card. */
function prepareForPayment(state: SimulatorState, transaction: Transaction): void {
  if (awaitsChoice(transaction)) {
    const [first] = choicesOf(transaction);
    if (!first) throw new ApiError('9012', 'No payment method is activated');
    choose(state, transaction, first);
  }
  if (transaction.method !== '01') return;
  // The customer may be at the password of a card already.
  transaction.card ??= transaction.challenged?.card ?? readCard(ANY_CARD, now(state));
}

const ANY_CARD = { number: '4434263000001000', expiry: '4012', cvv: '123', holder: 'Pembeli Simulasi' };

function closedStore(state: SimulatorState, { method, partner }: Transaction): string | undefined {
  const store = STORES[partner ?? ''];
  if (state.options.countersClose !== true || method !== '03' || !store) return undefined;
  const hour = Number(wallClock(now(state)).time.slice(0, 2));
  return hour >= store.closesAt || hour < 1 ? `${store.name} takes no payments at this hour` : undefined;
}

/** A failed transfer or store payment does not change the number. */
function fail(state: SimulatorState, transaction: Transaction): ActionResult {
  const { method, partner } = transaction;
  const isNumber = method === '02' || method === '03';
  if (isNumber) return done(`Rejected by ${partnerName(partner)}; the number can still be paid`);
  prepareForPayment(state, transaction);
  const error = genericDecline(transaction);
  decline(state, transaction, error);
  return done(`Failed ${transaction.referenceNo}: ${error.code}`);
}

function expireNow(state: SimulatorState, transaction: Transaction): boolean {
  if (transaction.state === 'authorized') voidAuthorization(state, transaction);
  else if (isOpen(transaction)) markExpired(state, transaction);
  else return false;
  return true;
}

/** The bank or store rejects the second payment, and NICEPAY sends the notification again. */
function payTwice(state: SimulatorState, transaction: Transaction): ActionResult | undefined {
  if (isOpen(transaction)) {
    const first = pay(state, transaction);
    if (!first.ok) return first;
  }
  if (transaction.state !== 'paid') return undefined;
  queueNotification(state, transaction, 'deposit');
  return done('Paid once; the second payment was rejected, and the notification was sent again');
}

/** The cashier looks up the store code: it becomes "ready to commit". */
function markCommitting(transaction: Transaction): boolean {
  if (transaction.method !== '03' || transaction.state !== 'open') return false;
  transaction.state = 'committing';
  return true;
}

/** The payment comes after the expiry was seen: else it would not be late. */
const LATE_MS = 5_000;

function payLate(state: SimulatorState, transaction: Transaction): ActionResult | undefined {
  if (isOpen(transaction)) {
    prepareForPayment(state, transaction);
    markExpired(state, transaction);
    state.agenda.add(now(state) + LATE_MS, { name: 'pay_late', transaction });
    return done(`Expired: ${transaction.referenceNo}. It will be paid in ${LATE_MS / 1000} seconds`);
  }
  if (!['expired', 'canceled', 'failed'].includes(transaction.state)) return undefined;
  prepareForPayment(state, transaction);
  collect(state, transaction);
  return done(`Paid ${transaction.amount} after the transaction had ended`);
}
