import type { Card } from './cards.ts';
import { book } from './ledger.ts';
import { announce } from './notifications.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { Refused } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { digits, longHex, now } from './state.ts';

/* How money moves, whoever makes it move: the payer, a token, the clock. */

const HOLD_MS = 7 * 86_400_000;

/**
 * Takes the money of a transaction, or holds it where the merchant id says so. Also after its end: money that comes too
 * late is real money.
 */
export function collect(simulatorState: SimulatorState, transaction: Transaction, kind?: '2' | '4'): void {
  const { merchant, amount } = transaction;
  transaction.kind = kind ?? (isCard(transaction) && merchant.preauth === true ? '3' : '1');
  transaction.paidAt = now(simulatorState);
  transaction.challenged = undefined;
  if (isCard(transaction)) transaction.authNo = digits(simulatorState, 6);
  if (transaction.method === '03') transaction.receiptCode = digits(simulatorState, 12);
  if (transaction.kind === '3') return hold(simulatorState, transaction);
  transaction.state = 'paid';
  transaction.timesPaid += 1;
  book(simulatorState, transaction.kind === '4' ? 'capture' : 'charge', transaction, amount);
  saveCard(simulatorState, transaction);
  announce(simulatorState, transaction, 'deposit');
  // A trial: the token stays, the money does not.
  if (transaction.recurringToken !== undefined && transaction.order['recurrOpt'] === '0' && kind === undefined) {
    transaction.state = 'void';
    transaction.canceled = amount;
    book(simulatorState, 'void', transaction, amount);
  }
}

const isCard = ({ method }: Transaction): boolean => method === '01';

function hold(simulatorState: SimulatorState, transaction: Transaction): void {
  transaction.state = 'held';
  transaction.preauthToken = longHex(simulatorState);
  book(simulatorState, 'authorize', transaction, transaction.amount);
  saveCard(simulatorState, transaction);
  simulatorState.agenda.add(now(simulatorState) + HOLD_MS, () => letGo(simulatorState, transaction));
  announce(simulatorState, transaction, 'deposit');
}

function saveCard(simulatorState: SimulatorState, transaction: Transaction): void {
  const { card, order, kind } = transaction;
  const wanted = order['recurrOpt'] === '0' || order['recurrOpt'] === '1';
  if (!card || !wanted || kind === '2' || kind === '4') return;
  transaction.recurringToken = longHex(simulatorState);
  simulatorState.cards.set(transaction.recurringToken, { iMid: transaction.merchant.iMid, card });
  book(simulatorState, 'token', { tXid: transaction.recurringToken, referenceNo: transaction.referenceNo });
}

/** Money that is held is let go: by the merchant, or by the clock. */
export function letGo(simulatorState: SimulatorState, transaction: Transaction): void {
  if (transaction.state !== 'held') return;
  transaction.state = 'void';
  transaction.canceled = transaction.amount;
  book(simulatorState, 'void', transaction, transaction.amount);
}

/** One try failed. The page lets the customer try again; everywhere else it is the end. */
export function decline(simulatorState: SimulatorState, transaction: Transaction, why: Refused, last = true): void {
  transaction.failures.push({ code: why.code, message: why.message, at: now(simulatorState) });
  transaction.challenged = undefined;
  if (last) transaction.state = 'failed';
}

/** A card is tried: it fails, waits for its holder's password, or pays. */
export function tryCard(simulatorState: SimulatorState, transaction: Transaction, card: Card, last: boolean): void {
  const { rejection } = card;
  if (card.challenged) {
    transaction.challenged = { card, triesLeft: 3 };
    transaction.state = 'started';
  } else if (rejection) {
    decline(simulatorState, transaction, new Refused(rejection.code, rejection.message), last);
  } else {
    transaction.card = card;
    collect(simulatorState, transaction);
  }
}

/** The end of what nobody paid, once its time has come. What a partner is deciding waits for the partner. */
export function expire(simulatorState: SimulatorState, transaction: Transaction): void {
  if (isOpen(transaction) && transaction.state !== 'waiting' && transaction.expiresAt <= now(simulatorState))
    end(simulatorState, transaction);
}

/** Its time is over, now at the latest. */
export function end(simulatorState: SimulatorState, transaction: Transaction): void {
  transaction.state = 'expired';
  transaction.expiresAt = Math.min(transaction.expiresAt, now(simulatorState));
  transaction.challenged = undefined;
}

/** Where money is collected by somebody else, who may take it back. */
export const isReversible = ({ method, state }: Transaction): boolean =>
  state === 'paid' && (method === '02' || method === '03');

/** A store or bank takes the payment back after it was reported. Answers whether there was one. */
export function reverse(simulatorState: SimulatorState, transaction: Transaction): boolean {
  if (!isReversible(transaction)) return false;
  transaction.state = 'reversed';
  transaction.canceled = transaction.amount;
  book(simulatorState, 'reversal', transaction, transaction.amount);
  announce(simulatorState, transaction, 'reversal');
  return true;
}
