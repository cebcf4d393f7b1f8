import type { Card } from './cards.ts';
import { book } from './ledger.ts';
import { queueNotification } from './notifications.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { digits, longHex, now } from './state.ts';

/* How money moves, whoever makes it move: the payer, a token, the clock. */

const AUTHORIZATION_LIFETIME_MS = 7 * 86_400_000;

/**
 * Takes the money of a transaction, or holds it where the merchant id says so. Also after its end: money that comes too
 * late is real money.
 */
export function collect(state: SimulatorState, transaction: Transaction, kind?: '2' | '4'): void {
  const { merchant, amount } = transaction;
  transaction.kind = kind ?? (isCard(transaction) && merchant.preauth === true ? '3' : '1');
  transaction.paidAt = now(state);
  transaction.challenged = undefined;
  if (isCard(transaction)) transaction.authNo = digits(state, 6);
  if (transaction.method === '03') transaction.receiptCode = digits(state, 12);
  if (transaction.kind === '3') return authorize(state, transaction);
  transaction.state = 'paid';
  transaction.timesPaid += 1;
  book(state, transaction.kind === '4' ? 'capture' : 'charge', transaction, amount);
  saveCard(state, transaction);
  queueNotification(state, transaction, 'deposit');
  // A trial: the token stays, the money does not.
  if (transaction.recurringToken !== undefined && transaction.order['recurrOpt'] === '0' && kind === undefined) {
    transaction.state = 'void';
    transaction.canceled = amount;
    book(state, 'void', transaction, amount);
  }
}

const isCard = ({ method }: Transaction): boolean => method === '01';

function authorize(state: SimulatorState, transaction: Transaction): void {
  transaction.state = 'held';
  transaction.preauthToken = longHex(state);
  book(state, 'authorize', transaction, transaction.amount);
  saveCard(state, transaction);
  state.agenda.add(now(state) + AUTHORIZATION_LIFETIME_MS, { name: 'void_authorization', transaction });
  queueNotification(state, transaction, 'deposit');
}

function saveCard(state: SimulatorState, transaction: Transaction): void {
  const { card, order, kind } = transaction;
  const wanted = order['recurrOpt'] === '0' || order['recurrOpt'] === '1';
  if (!card || !wanted || kind === '2' || kind === '4') return;
  transaction.recurringToken = longHex(state);
  state.cards.set(transaction.recurringToken, { iMid: transaction.merchant.iMid, card });
  book(state, 'token', { tXid: transaction.recurringToken, referenceNo: transaction.referenceNo });
}

/** Money that is held is let go: by the merchant, or by the clock. */
export function voidAuthorization(state: SimulatorState, transaction: Transaction): void {
  if (transaction.state !== 'held') return;
  transaction.state = 'void';
  transaction.canceled = transaction.amount;
  book(state, 'void', transaction, transaction.amount);
}

/** One try failed. The page lets the customer try again; everywhere else it is the end. */
export function decline(state: SimulatorState, transaction: Transaction, why: ApiError, last = true): void {
  transaction.failures.push({ code: why.code, message: why.message, at: now(state) });
  transaction.challenged = undefined;
  if (last) transaction.state = 'failed';
}

/** A card is tried: it fails, waits for its holder's password, or pays. */
export function tryCard(state: SimulatorState, transaction: Transaction, card: Card, last: boolean): void {
  const { rejection } = card;
  if (card.challenged) {
    transaction.challenged = { card, triesLeft: 3 };
    transaction.state = 'started';
  } else if (rejection) {
    decline(state, transaction, new ApiError(rejection.code, rejection.message), last);
  } else {
    transaction.card = card;
    collect(state, transaction);
  }
}

/** The end of what nobody paid, once its time has come. What a partner is deciding waits for the partner. */
export function expire(state: SimulatorState, transaction: Transaction): void {
  if (isOpen(transaction) && transaction.state !== 'waiting' && transaction.expiresAt <= now(state))
    markExpired(state, transaction);
}

/** Its time is over, now at the latest. */
export function markExpired(state: SimulatorState, transaction: Transaction): void {
  transaction.state = 'expired';
  transaction.expiresAt = Math.min(transaction.expiresAt, now(state));
  transaction.challenged = undefined;
}

/** Where money is collected by somebody else, who may take it back. */
export const isReversible = ({ method, state }: Transaction): boolean =>
  state === 'paid' && (method === '02' || method === '03');

/** A store or bank takes the payment back after it was reported. Answers whether there was one. */
export function reverse(state: SimulatorState, transaction: Transaction): boolean {
  if (!isReversible(transaction)) return false;
  transaction.state = 'reversed';
  transaction.canceled = transaction.amount;
  book(state, 'reversal', transaction, transaction.amount);
  queueNotification(state, transaction, 'reversal');
  return true;
}
