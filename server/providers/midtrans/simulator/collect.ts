import { newDigits } from '../../simulation/new-digits.ts';
import { cardEnd, type SimulatedCard } from './cards.ts';
import { announce } from './notifications.ts';
import type { RefundRecord, TransactionRecord } from './records.ts';
import { book, now, type SimulatorState } from './state.ts';
import { refundedAmount } from './views.ts';

/* How money moves, and how transactions end. Every change is announced. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REFUND_CONFIRMED_AFTER = 2 * 60_000;
/** A held card is released when it was not captured. */
const HELD_FOR = 7 * DAY;

export const isOpen = ({ status }: TransactionRecord): boolean => status === 'pending';
export const isPaid = ({ status, fraud }: TransactionRecord): boolean =>
  status === 'settlement' || status === 'partial_refund' || (status === 'capture' && fraud !== 'challenge');

/** The customer has paid, also where the transaction has ended: a transfer that was in progress is real money. */
export function collect(state: SimulatorState, transaction: TransactionRecord, amount?: number): void {
  transaction.paidAmount = amount;
  transaction.fraud = 'accept';
  if (transaction.card !== undefined && transaction.holds) return hold(state, transaction);
  transaction.timesPaid += 1;
  book(state, 'charge', transaction, amount ?? transaction.money.amount);
  if (transaction.card !== undefined) return chargeCard(state, transaction, transaction.card);
  settle(state, transaction);
}

function chargeCard(state: SimulatorState, transaction: TransactionRecord, card: SimulatedCard): void {
  transaction.status = 'capture';
  saveCard(state, transaction, card);
  state.agenda.add(nextAfternoon(now(state)), { name: 'settle', transaction });
  announce(state, transaction);
}

function hold(state: SimulatorState, transaction: TransactionRecord): void {
  transaction.status = 'authorize';
  book(state, 'authorize', transaction, transaction.money.amount);
  if (transaction.card !== undefined) saveCard(state, transaction, transaction.card);
  state.agenda.add(now(state) + HELD_FOR, { name: 'release', transaction });
  announce(state, transaction);
}

/** Four in the afternoon of the next day, in Jakarta. */
const nextAfternoon = (time: number): number => Math.floor((time + 7 * HOUR) / DAY) * DAY - 7 * HOUR + DAY + 16 * HOUR;

export function settle(state: SimulatorState, transaction: TransactionRecord): void {
  transaction.status = 'settlement';
  transaction.settledAt = now(state);
  announce(state, transaction);
}

/** The card's number is its first eight digits, letters, and its last four. */
function saveCard(state: SimulatorState, transaction: TransactionRecord, card: SimulatedCard): void {
  if (!transaction.saves || transaction.savedTokenId !== undefined) return;
  const [head = '', tail = ''] = card.masked.split('-');
  const token = `${head}x${newDigits(state, 12)}abcdefg${tail}`;
  transaction.savedTokenId = token;
  state.savedCards.set(token, { token, card, expiresAt: cardEnd(card.expiryMonth, card.expiryYear) });
  book(state, 'token', { id: token, orderId: transaction.orderId });
}

/** The fraud detection leaves the decision to the merchant, until the card would be settled. */
export function challenge(state: SimulatorState, transaction: TransactionRecord): void {
  transaction.status = transaction.holds ? 'authorize' : 'capture';
  transaction.fraud = 'challenge';
  state.agenda.add(nextAfternoon(now(state)), { name: 'drop_challenge', transaction });
  announce(state, transaction);
}

export function approve(state: SimulatorState, transaction: TransactionRecord): void {
  transaction.fraud = 'accept';
  if (transaction.holds) {
    book(state, 'authorize', transaction, transaction.money.amount);
    state.agenda.add(now(state) + HELD_FOR, { name: 'release', transaction });
    return announce(state, transaction);
  }
  transaction.timesPaid += 1;
  book(state, 'charge', transaction, transaction.money.amount);
  if (transaction.card !== undefined) chargeCard(state, transaction, transaction.card);
}

/** The bank, wallet or fraud detection refuses. */
export function deny(state: SimulatorState, transaction: TransactionRecord, code?: string): void {
  transaction.status = 'deny';
  transaction.responseCode = code;
  if (code === undefined && transaction.card !== undefined) transaction.fraud = 'deny';
  announce(state, transaction);
}

export function expire(state: SimulatorState, transaction: TransactionRecord): void {
  if (!isOpen(transaction)) return;
  transaction.status = 'expire';
  announce(state, transaction);
}

/** A card before it is settled, or anything unpaid. */
export function cancel(state: SimulatorState, transaction: TransactionRecord): void {
  const { status, fraud } = transaction;
  transaction.status = 'cancel';
  if (status === 'capture' && fraud !== 'challenge') book(state, 'refund', transaction, paidAmountOf(transaction));
  if (status === 'authorize' && fraud !== 'challenge') book(state, 'void', transaction, transaction.money.amount);
  if (status === 'pending') book(state, 'cancel', transaction);
  announce(state, transaction);
}

export function captureHeld(state: SimulatorState, transaction: TransactionRecord, amount: number): void {
  transaction.paidAmount = amount;
  transaction.timesPaid += 1;
  book(state, 'capture', transaction, amount);
  if (transaction.card !== undefined) chargeCard(state, transaction, transaction.card);
}

/** A bank or store takes back a payment that it has reported, within minutes. */
export function reverse(state: SimulatorState, transaction: TransactionRecord): void {
  transaction.status = 'deny';
  book(state, 'reversal', transaction, paidAmountOf(transaction));
  announce(state, transaction);
}

export const paidAmountOf = ({ paidAmount, money }: TransactionRecord): number => paidAmount ?? money.amount;

export function giveBack(
  state: SimulatorState,
  transaction: TransactionRecord,
  { key, amount, reason }: Pick<RefundRecord, 'key' | 'amount' | 'reason'>,
  /** Ours; of a refund in the dashboard, the payment's. */
  reference = key,
): void {
  const isOnline = transaction.card === undefined;
  const refund: RefundRecord = { id: newDigits(state, 9), key, amount, reason, at: now(state), isOnline };
  transaction.refunds.push(refund);
  transaction.status = refundedAmount(transaction) < paidAmountOf(transaction) ? 'partial_refund' : 'refund';
  state.ledger.push({
    at: now(state),
    kind: 'refund',
    reference,
    id: refund.id,
    money: { amount, currency: 'IDR' },
  });
  announce(state, transaction);
  if (!isOnline) state.agenda.add(now(state) + REFUND_CONFIRMED_AFTER, { name: 'confirm_refund', transaction, refund });
}

export function confirmRefund(state: SimulatorState, transaction: TransactionRecord, refund: RefundRecord): void {
  refund.confirmedAt = now(state);
  announce(state, transaction);
}
