import type { Card } from './cards.ts';
import { book } from './ledger.ts';
import { announce } from './notifications.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { Refused } from './refusal.ts';
import type { World } from './world.ts';
import { digits, longHex, now } from './world.ts';

/* How money moves, whoever makes it move: the payer, a token, the clock. */

const HOLD_MS = 7 * 86_400_000;

/**
 * Takes the money of a transaction, or holds it where the merchant id says so. Also after its end: money that comes too
 * late is real money.
 */
export function collect(world: World, transaction: Transaction, kind?: '2' | '4'): void {
  const { merchant, amount } = transaction;
  transaction.kind = kind ?? (isCard(transaction) && merchant.preauth === true ? '3' : '1');
  transaction.paidAt = now(world);
  transaction.challenged = undefined;
  if (isCard(transaction)) transaction.authNo = digits(world, 6);
  if (transaction.method === '03') transaction.receiptCode = digits(world, 12);
  if (transaction.kind === '3') return hold(world, transaction);
  transaction.state = 'paid';
  transaction.timesPaid += 1;
  book(world, transaction.kind === '4' ? 'capture' : 'charge', transaction, amount);
  saveCard(world, transaction);
  announce(world, transaction, 'deposit');
  // A trial: the token stays, the money does not.
  if (transaction.recurringToken !== undefined && transaction.order['recurrOpt'] === '0' && kind === undefined) {
    transaction.state = 'void';
    transaction.canceled = amount;
    book(world, 'void', transaction, amount);
  }
}

const isCard = ({ method }: Transaction): boolean => method === '01';

function hold(world: World, transaction: Transaction): void {
  transaction.state = 'held';
  transaction.preauthToken = longHex(world);
  book(world, 'authorize', transaction, transaction.amount);
  saveCard(world, transaction);
  world.agenda.add(now(world) + HOLD_MS, () => letGo(world, transaction));
  announce(world, transaction, 'deposit');
}

function saveCard(world: World, transaction: Transaction): void {
  const { card, order, kind } = transaction;
  const wanted = order['recurrOpt'] === '0' || order['recurrOpt'] === '1';
  if (!card || !wanted || kind === '2' || kind === '4') return;
  transaction.recurringToken = longHex(world);
  world.cards.set(transaction.recurringToken, { iMid: transaction.merchant.iMid, card });
  book(world, 'token', { tXid: transaction.recurringToken, referenceNo: transaction.referenceNo });
}

/** Money that is held is let go: by the merchant, or by the clock. */
export function letGo(world: World, transaction: Transaction): void {
  if (transaction.state !== 'held') return;
  transaction.state = 'void';
  transaction.canceled = transaction.amount;
  book(world, 'void', transaction, transaction.amount);
}

/** One try failed. The page lets the customer try again; everywhere else it is the end. */
export function decline(world: World, transaction: Transaction, why: Refused, last = true): void {
  transaction.failures.push({ code: why.code, message: why.message, at: now(world) });
  transaction.challenged = undefined;
  if (last) transaction.state = 'failed';
}

/** A card is tried: it fails, waits for its holder's password, or pays. */
export function tryCard(world: World, transaction: Transaction, card: Card, last: boolean): void {
  const { refusal } = card;
  if (card.challenged) {
    transaction.challenged = { card, triesLeft: 3 };
    transaction.state = 'started';
  } else if (refusal) {
    decline(world, transaction, new Refused(refusal.code, refusal.message), last);
  } else {
    transaction.card = card;
    collect(world, transaction);
  }
}

/** The end of what nobody paid, once its time has come. What a partner is deciding waits for the partner. */
export function expire(world: World, transaction: Transaction): void {
  if (isOpen(transaction) && transaction.state !== 'waiting' && transaction.expiresAt <= now(world))
    end(world, transaction);
}

/** Its time is over, now at the latest. */
export function end(world: World, transaction: Transaction): void {
  transaction.state = 'expired';
  transaction.expiresAt = Math.min(transaction.expiresAt, now(world));
  transaction.challenged = undefined;
}

/** Where money is collected by somebody else, who may take it back. */
export const isReversible = ({ method, state }: Transaction): boolean =>
  state === 'paid' && (method === '02' || method === '03');

/** A store or bank takes the payment back after it was reported. Answers whether there was one. */
export function reverse(world: World, transaction: Transaction): boolean {
  if (!isReversible(transaction)) return false;
  transaction.state = 'reversed';
  transaction.canceled = transaction.amount;
  book(world, 'reversal', transaction, transaction.amount);
  announce(world, transaction, 'reversal');
  return true;
}
