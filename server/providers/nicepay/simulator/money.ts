import { newDigits } from '../../simulation/new-digits.ts';
import type { Card } from './cards.ts';
import { book } from './ledger.ts';
import { queueNotification } from './notifications.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { longHex, now } from './state.ts';

/* How money moves, whether the customer, a token or the clock moves it. */

const AUTHORIZATION_LIFETIME_MS = 7 * 86_400_000;

/**
 * Captures the amount of a transaction, or only authorizes it if the merchant id is set up so. Also works after the
 * transaction has ended, for late payments.
 */
export function collect(state: SimulatorState, transaction: Transaction, kind?: '2' | '4'): void {
  const { merchant, amount } = transaction;
  transaction.kind = kind ?? (isCard(transaction) && merchant.preauth === true ? '3' : '1');
  transaction.paidAt = now(state);
  transaction.challenged = undefined;
  if (isCard(transaction)) transaction.authNo = newDigits(state, 6);
  if (transaction.method === '03') transaction.receiptCode = newDigits(state, 12);
  if (transaction.kind === '3') return authorize(state, transaction);
  transaction.state = 'paid';
  transaction.timesPaid += 1;
  book(state, transaction.kind === '4' ? 'capture' : 'charge', transaction, amount);
  saveCard(state, transaction);
  queueNotification(state, transaction, 'deposit');
  // `recurrOpt` 0 keeps the token and voids the charge.
  if (transaction.recurringToken !== undefined && transaction.order['recurrOpt'] === '0' && kind === undefined) {
    transaction.state = 'void';
    transaction.canceled = amount;
    book(state, 'void', transaction, amount);
  }
}

const isCard = ({ method }: Transaction): boolean => method === '01';

function authorize(state: SimulatorState, transaction: Transaction): void {
  transaction.state = 'authorized';
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

/** Voids an authorization: on the merchant's request, or when it expires. */
export function voidAuthorization(state: SimulatorState, transaction: Transaction): void {
  if (transaction.state !== 'authorized') return;
  transaction.state = 'void';
  transaction.canceled = transaction.amount;
  book(state, 'void', transaction, transaction.amount);
}

/** Records a failed try. On NICEPAY's page the customer can try again unless it was the last one. */
export function decline(state: SimulatorState, transaction: Transaction, error: ApiError, last = true): void {
  transaction.failures.push({ code: error.code, message: error.message, at: now(state) });
  transaction.challenged = undefined;
  if (last) transaction.state = 'failed';
}

/** Tries a card: it asks for the password, is declined, or pays. */
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

/** Expires an unpaid transaction when its time has come, unless a partner is still deciding. */
export function expire(state: SimulatorState, transaction: Transaction): void {
  if (isOpen(transaction) && transaction.state !== 'waiting' && transaction.expiresAt <= now(state))
    markExpired(state, transaction);
}

/** Marks a transaction as expired, at the latest as of now. */
export function markExpired(state: SimulatorState, transaction: Transaction): void {
  transaction.state = 'expired';
  transaction.expiresAt = Math.min(transaction.expiresAt, now(state));
  transaction.challenged = undefined;
}

/** Stores and banks collect the money themselves and can take it back. */
export const isReversible = ({ method, state }: Transaction): boolean =>
  state === 'paid' && (method === '02' || method === '03');

/** A store or bank takes back a reported payment. Returns false if there is none. */
export function reverse(state: SimulatorState, transaction: Transaction): boolean {
  if (!isReversible(transaction)) return false;
  transaction.state = 'reversed';
  transaction.canceled = transaction.amount;
  book(state, 'reversal', transaction, transaction.amount);
  queueNotification(state, transaction, 'reversal');
  return true;
}
