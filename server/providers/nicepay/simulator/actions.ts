import type { ActionResult, SimulatorAction } from '../../simulation/simulator.ts';
import { isRefundable, returnByHand } from './cancel.ts';
import { readCard } from './cards.ts';
import { choicesOf, choose, isUnchosen } from './choices.ts';
import { forge } from './forge.ts';
import { collect, decline, end, letGo, reverse } from './money.ts';
import { announce } from './notifications.ts';
import { plainNo } from './partner-payment.ts';
import { partnerName, STORES } from './partners.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { Refused } from './api-error.ts';
import { wallClock } from './wib.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/* What a payer, a bank or the clock does to a transaction when a person presses a button or a test says so. */

const done = (message: string): ActionResult => ({ ok: true, message });
const refused = (message: string): ActionResult => ({ ok: false, message });

export async function perform(
  simulatorState: SimulatorState,
  tXid: string,
  action: SimulatorAction,
  amount?: number,
): Promise<ActionResult> {
  if (action === 'forge notification') return forge(simulatorState, tXid);
  const transaction = simulatorState.transactions.get(tXid);
  if (!transaction) return refused(`There is no transaction ${tXid}`);
  if (amount !== undefined && amount !== transaction.amount && action !== 'refund')
    return refused(`Every number is closed: only exactly ${transaction.amount} can be paid`);
  try {
    return performOn(simulatorState, transaction, action, amount);
  } catch (error) {
    if (error instanceof Refused) return refused(error.message);
    throw error;
  }
}

function performOn(
  simulatorState: SimulatorState,
  transaction: Transaction,
  action: Exclude<SimulatorAction, 'forge notification'>,
  amount?: number,
) {
  const closed = refused(`It is ${transaction.state}, so nothing was done`);
  const open = isOpen(transaction);
  switch (action) {
    case 'pay':
      return open ? pay(simulatorState, transaction) : closed;
    case 'fail':
      return open ? fail(simulatorState, transaction) : closed;
    case 'expire':
      return expireNow(simulatorState, transaction) ? done(`Expired: ${transaction.referenceNo}`) : closed;
    case 'pay twice':
      return payTwice(simulatorState, transaction) ?? closed;
    case 'pay late':
      return payLate(simulatorState, transaction) ?? closed;
    case 'look up':
      return lookUp(transaction) ? done(`The till has looked up ${transaction.referenceNo}`) : closed;
    case 'refund':
      return transaction.state === 'paid' && isRefundable(transaction)
        ? done(`Returned ${returnByHand(simulatorState, transaction, amount)} for ${transaction.referenceNo}`)
        : closed;
    case 'reverse':
      return reverse(simulatorState, transaction)
        ? done(`Taken back: ${transaction.amount} for ${transaction.referenceNo}`)
        : closed;
  }
}

function pay(simulatorState: SimulatorState, transaction: Transaction): ActionResult {
  const till = closedCounter(simulatorState, transaction);
  if (till !== undefined) return refused(till);
  prepare(simulatorState, transaction);
  collect(simulatorState, transaction);
  return done(`${transaction.state === 'held' ? 'Held' : 'Paid'} ${transaction.amount} for ${transaction.referenceNo}`);
}

/** Whatever the customer would have done on the way: chosen something, typed a card. */
function prepare(simulatorState: SimulatorState, transaction: Transaction): void {
  if (isUnchosen(transaction)) {
    const [first] = choicesOf(transaction);
    if (!first) throw new Refused('9012', 'No way to pay is activated');
    choose(simulatorState, transaction, first);
  }
  if (transaction.method !== '01') return;
  // The customer may just be asked for the password of another one.
  transaction.card ??= transaction.challenged?.card ?? readCard(ANY_CARD, now(simulatorState));
}

const ANY_CARD = { number: '4434263000001000', expiry: '4012', cvv: '123', holder: 'Pembeli Simulasi' };

function closedCounter(simulatorState: SimulatorState, { method, partner }: Transaction): string | undefined {
  const store = STORES[partner ?? ''];
  if (simulatorState.options.countersClose !== true || method !== '03' || !store) return undefined;
  const hour = Number(wallClock(now(simulatorState)).time.slice(0, 2));
  return hour >= store.closesAt || hour < 1 ? `${store.name} takes no payment at this hour` : undefined;
}

/** A number stays what it is when a transfer or a till payment goes wrong. */
function fail(simulatorState: SimulatorState, transaction: Transaction): ActionResult {
  const { method, partner } = transaction;
  const isNumber = method === '02' || method === '03';
  if (isNumber) return done(`${partnerName(partner)} refused; the number can still be paid`);
  prepare(simulatorState, transaction);
  const why = plainNo(transaction);
  decline(simulatorState, transaction, why);
  return done(`Failed ${transaction.referenceNo}: ${why.code}`);
}

function expireNow(simulatorState: SimulatorState, transaction: Transaction): boolean {
  if (transaction.state === 'held') letGo(simulatorState, transaction);
  else if (isOpen(transaction)) end(simulatorState, transaction);
  else return false;
  return true;
}

/** The second time a bank or a till refuses, since numbers are closed; and the notification goes out again. */
function payTwice(simulatorState: SimulatorState, transaction: Transaction): ActionResult | undefined {
  if (isOpen(transaction)) {
    const first = pay(simulatorState, transaction);
    if (!first.ok) return first;
  }
  if (transaction.state !== 'paid') return undefined;
  announce(simulatorState, transaction, 'deposit');
  return done('Paid once; the second time it was refused, and the notification was sent once more');
}

/** The bill is "ready to commit". */
function lookUp(transaction: Transaction): boolean {
  if (transaction.method !== '03' || transaction.state !== 'open') return false;
  transaction.state = 'committing';
  return true;
}

/** The end is told of first: money that overtakes the news of the end would not be late to us. */
const LATE_MS = 5_000;

function payLate(simulatorState: SimulatorState, transaction: Transaction): ActionResult | undefined {
  const { state } = transaction;
  if (isOpen(transaction)) {
    prepare(simulatorState, transaction);
    end(simulatorState, transaction);
    simulatorState.agenda.add(now(simulatorState) + LATE_MS, () => {
      if (transaction.state === 'expired') collect(simulatorState, transaction);
    });
    return done(`Expired: ${transaction.referenceNo}. The money follows in ${LATE_MS / 1000} seconds`);
  }
  if (state !== 'expired' && state !== 'canceled' && state !== 'failed') return undefined;
  prepare(simulatorState, transaction);
  collect(simulatorState, transaction);
  return done(`Paid ${transaction.amount} after its end`);
}
