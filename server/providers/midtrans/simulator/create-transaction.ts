import type { PaymentType } from '../channels.ts';
import { ApiError } from './api-error.ts';
import { announce } from './notifications.ts';
import type { TransactionRecord, TransactionStatus } from './records.ts';
import { book, findTransaction, now, type SimulatorState } from './state.ts';

/** After these the same order id may be charged again. */
const REUSABLE: ReadonlySet<TransactionStatus> = new Set(['cancel', 'expire', 'deny', 'failure']);

/** @throws {ApiError} 406 where the order id is active or paid */
export function assertNewOrder(state: SimulatorState, orderId: string): void {
  const known = findTransaction(state, orderId);
  const isPageOpen = [...state.snaps.values()].some(
    (page) => page.orderId === orderId && page.canceledAt === undefined,
  );
  if (isPageOpen || (known !== undefined && !REUSABLE.has(known.status)))
    throw new ApiError('406', 'transaction_details.order_id has already been taken.');
}

export interface NewTransaction extends Pick<
  TransactionRecord,
  'id' | 'orderId' | 'itemName' | 'notificationUrl' | 'expiresAt'
> {
  readonly type: PaymentType;
  readonly amount: number;
  readonly selector?: string | undefined;
  readonly details?: TransactionRecord['details'];
  readonly codes?: TransactionRecord['codes'];
  readonly returnUrl?: string | undefined;
  readonly snap?: string | undefined;
  readonly card?: TransactionRecord['card'];
  readonly holds?: boolean;
  readonly saves?: boolean;
  readonly installmentMonths?: number | undefined;
}

/** A new transaction waits for the customer, and is announced. */
export function createTransaction(state: SimulatorState, { amount, ...given }: NewTransaction): TransactionRecord {
  const transaction: TransactionRecord = {
    details: {},
    codes: [],
    holds: false,
    saves: false,
    ...given,
    money: { amount, currency: 'IDR' },
    createdAt: now(state),
    status: 'pending',
    fraud: given.type === 'ovo' || given.selector === 'indomaret' ? undefined : 'accept',
    timesPaid: 0,
    wrongPasswords: 0,
    refunds: [],
  };
  state.transactions.set(transaction.id, transaction);
  // Of a page, its opening counts.
  if (transaction.snap === undefined) book(state, 'create', transaction, amount);
  state.agenda.add(transaction.expiresAt, { name: 'expire', transaction });
  if (state.options.announcesPending !== false) announce(state, transaction);
  return transaction;
}
