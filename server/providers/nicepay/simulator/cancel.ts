import { newDigits } from '../../simulation/new-digits.ts';
import { amountText, dateAndTime, success, type Answer } from './answer.ts';
import { CANCEL, demand, readFields } from './fields.ts';
import { findTransaction } from './inquiry.ts';
import { book } from './ledger.ts';
import { isSameText } from './merchant-tokens.ts';
import { voidAuthorization } from './money.ts';
import type { Fields, Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import { checkSignature, findMerchant } from './signed-call.ts';
import { endOfDay } from './wib.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

const REFUNDABLE_MS = 90 * 86_400_000;

/**
 * Refunds a payment, voids an authorization or cancels an unpaid number. What is possible depends on the payment method.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-cancel-api-credit-card and its siblings
 */
export function cancel(state: SimulatorState, body: unknown, declined?: string): Answer {
  const fields = readFields(body, CANCEL);
  demand(fields, CANCEL, 'timeStamp', 'tXid', 'iMid', 'payMethod', 'cancelType', 'merchantToken', 'amt');
  const merchant = findMerchant(state, fields);
  checkSignature(state, merchant, 'cancel', fields);
  const full = fields['cancelType'] === '1';
  if (!full && fields['cancelType'] !== '2') throw new ApiError('9301', 'cancelType must be 1 or 2');
  const transaction = findTransaction(state, merchant, fields, full ? '8064' : '8066');
  const amount = Number(fields['amt']);
  if (amount === 0) throw new ApiError('9321', 'amt must be greater than zero');
  if (fields['payMethod'] !== transaction.method)
    throw new ApiError('9314', `payMethod must be ${transaction.method}, not ${fields['payMethod']}`);
  if (declined !== undefined) throw new ApiError(declined, 'Declined by the acquirer');
  applyCancel(state, transaction, { fields, full, amount });
  return success('SUCCESS', {
    tXid: transaction.tXid,
    referenceNo: fields['referenceNo'] ?? transaction.referenceNo,
    ...dateAndTime('trans', now(state)),
    description: null,
    amt: amountText(amount),
    cancelReferenceNo: newDigits(state, 12),
    acquirerData: null,
  });
}

interface CancelRequest {
  readonly fields: Fields;
  readonly full: boolean;
  readonly amount: number;
}

function applyCancel(state: SimulatorState, transaction: Transaction, request: CancelRequest): void {
  if (transaction.method === '02' || transaction.method === '03') cancelNumber(state, transaction, request);
  else if (transaction.state === 'authorized') cancelAuthorization(state, transaction, request);
  else refund(state, transaction, request);
}

/** A number can be canceled until it is paid. */
function cancelNumber(state: SimulatorState, transaction: Transaction, { full, amount }: CancelRequest): void {
  const { state: current, method } = transaction;
  if (current === 'paid') throw new ApiError(method === '02' ? '9330' : '9314', 'A paid number cannot be canceled');
  if (current === 'canceled') throw new ApiError('9315', 'The transaction was canceled already');
  if (current !== 'open') throw new ApiError('9314', `The transaction is ${current}`);
  if (!full || amount !== transaction.amount) throw new ApiError('9318', 'A number can only be canceled in full');
  transaction.state = 'canceled';
  book(state, 'cancel', transaction);
}

function cancelAuthorization(
  state: SimulatorState,
  transaction: Transaction,
  { fields, full, amount }: CancelRequest,
): void {
  if (!isSameText(fields['preauthToken'], transaction.preauthToken))
    throw new ApiError('9143', 'An authorization is voided with its preauthToken');
  if (!full || amount !== transaction.amount) throw new ApiError('9314', 'An authorization can only be voided in full');
  voidAuthorization(state, transaction);
}

/** A void before the settlement of the day, a refund afterwards. */
function refund(state: SimulatorState, transaction: Transaction, { full, amount }: CancelRequest): void {
  const { state: current, paidAt, merchant, canceled } = transaction;
  if (current === 'void' || current === 'refund') throw new ApiError('9315', 'The transaction was refunded already');
  if (current !== 'paid' || paidAt === undefined) throw new ApiError('9314', `The transaction is ${current}`);
  if (now(state) > paidAt + REFUNDABLE_MS) throw new ApiError('9334', 'The transaction was paid more than 90 days ago');
  const left = transaction.amount - canceled;
  if (full && canceled > 0) throw new ApiError('9320', 'A full cancel is not possible after a partial one');
  if (full && amount !== transaction.amount) throw new ApiError('8061', 'A full cancel must have the full amount');
  if (!full && merchant.partialCancel === false)
    throw new ApiError('9332', 'Partial cancels are not activated for this merchant');
  if (amount > left) throw new ApiError('9319', `Only ${left} is left to refund`);
  transaction.canceled = canceled + amount;
  if (transaction.canceled === transaction.amount) {
    transaction.state = now(state) < endOfDay(paidAt) ? 'void' : 'refund';
  }
  book(state, 'refund', transaction, amount);
}

/** Virtual accounts and store payments cannot be refunded. */
export const isRefundable = ({ method, state }: Transaction): boolean =>
  state === 'paid' && method !== '02' && method !== '03';

/** Refunds the rest or a part in the back office. NICEPAY sends no notification of it; an inquiry shows it. */
export function refundInBackOffice(state: SimulatorState, transaction: Transaction, part?: number): number {
  const amount = part ?? transaction.amount - transaction.canceled;
  refund(state, transaction, { fields: {}, full: amount === transaction.amount, amount });
  return amount;
}
