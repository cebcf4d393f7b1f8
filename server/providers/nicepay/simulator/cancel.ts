import { amountText, dateAndTime, said, type Answer } from './answer.ts';
import { CANCEL, demand, readFields } from './fields.ts';
import { findTransaction } from './inquiry.ts';
import { book } from './ledger.ts';
import { isSameText } from './merchant-tokens.ts';
import { letGo } from './money.ts';
import type { Fields, Transaction } from './records.ts';
import { Refused } from './api-error.ts';
import { checkSignature, findMerchant } from './signed-call.ts';
import { endOfDay } from './wib.ts';
import type { SimulatorState } from './state.ts';
import { digits, now } from './state.ts';

const LATEST_MS = 90 * 86_400_000;

/**
 * Gives money back, lets go of held money or withdraws an unpaid number. What each way to pay permits is the table of
 * the documentation's cancel page.
 */
export function cancel(simulatorState: SimulatorState, body: unknown, declined?: string): Answer {
  const fields = readFields(body, CANCEL);
  demand(fields, CANCEL, 'timeStamp', 'tXid', 'iMid', 'payMethod', 'cancelType', 'merchantToken', 'amt');
  const merchant = findMerchant(simulatorState, fields);
  checkSignature(simulatorState, merchant, 'cancel', fields);
  const full = fields['cancelType'] === '1';
  if (!full && fields['cancelType'] !== '2') throw new Refused('9301', 'cancelType must be 1 or 2');
  const transaction = findTransaction(simulatorState, merchant, fields, full ? '8064' : '8066');
  const amount = Number(fields['amt']);
  if (amount === 0) throw new Refused('9321', 'amt must be above zero');
  if (fields['payMethod'] !== transaction.method)
    throw new Refused('9314', `It is paid with ${transaction.method}, not with ${fields['payMethod']}`);
  if (declined !== undefined) throw new Refused(declined, 'Refused by the acquirer');
  perform(simulatorState, transaction, { fields, full, amount });
  return said('SUCCESS', {
    tXid: transaction.tXid,
    referenceNo: fields['referenceNo'] ?? transaction.referenceNo,
    ...dateAndTime('trans', now(simulatorState)),
    description: null,
    amt: amountText(amount),
    cancelReferenceNo: digits(simulatorState, 12),
    acquirerData: null,
  });
}

interface Wish {
  readonly fields: Fields;
  readonly full: boolean;
  readonly amount: number;
}

function perform(simulatorState: SimulatorState, transaction: Transaction, wish: Wish): void {
  if (transaction.method === '02' || transaction.method === '03') withdraw(simulatorState, transaction, wish);
  else if (transaction.state === 'held') release(simulatorState, transaction, wish);
  else giveBack(simulatorState, transaction, wish);
}

/** A number can be withdrawn as long as nobody has paid it, and not afterwards. */
function withdraw(simulatorState: SimulatorState, transaction: Transaction, { full, amount }: Wish): void {
  const { state, method } = transaction;
  if (state === 'paid') throw new Refused(method === '02' ? '9330' : '9314', 'It is paid and cannot be cancelled');
  if (state === 'canceled') throw new Refused('9315', 'It is cancelled already');
  if (state !== 'open') throw new Refused('9314', `It is ${state}`);
  if (!full || amount !== transaction.amount) throw new Refused('9318', 'A number is withdrawn as a whole');
  transaction.state = 'canceled';
  book(simulatorState, 'cancel', transaction);
}

function release(simulatorState: SimulatorState, transaction: Transaction, { fields, full, amount }: Wish): void {
  if (!isSameText(fields['preauthToken'], transaction.preauthToken))
    throw new Refused('9143', 'A hold is released with its preauthToken');
  if (!full || amount !== transaction.amount) throw new Refused('9314', 'A hold is released as a whole');
  letGo(simulatorState, transaction);
}

/** Before the day's settlement a void, afterwards a refund. */
function giveBack(simulatorState: SimulatorState, transaction: Transaction, { full, amount }: Wish): void {
  const { state, paidAt, merchant, canceled } = transaction;
  if (state === 'void' || state === 'refund') throw new Refused('9315', 'All of it went back already');
  if (state !== 'paid' || paidAt === undefined) throw new Refused('9314', `It is ${state}`);
  if (now(simulatorState) > paidAt + LATEST_MS) throw new Refused('9334', 'It was paid more than 90 days ago');
  const left = transaction.amount - canceled;
  if (full && canceled > 0) throw new Refused('9320', 'A part of it went back already');
  if (full && amount !== transaction.amount) throw new Refused('8061', 'A full cancel is of the whole amount');
  if (!full && merchant.partialCancel === false) throw new Refused('9332', 'This merchant may not cancel a part');
  if (amount > left) throw new Refused('9319', `No more than ${left} is left`);
  transaction.canceled = canceled + amount;
  if (transaction.canceled === transaction.amount) {
    transaction.state = now(simulatorState) < endOfDay(paidAt) ? 'void' : 'refund';
  }
  book(simulatorState, 'refund', transaction, amount);
}

/** Virtual accounts and stores give nothing back. */
export const isRefundable = ({ method, state }: Transaction): boolean =>
  state === 'paid' && method !== '02' && method !== '03';

/** Canceled in the back office, the rest or a part. NICEPAY sends no word of it; an inquiry shows it. */
export function returnByHand(simulatorState: SimulatorState, transaction: Transaction, part?: number): number {
  const amount = part ?? transaction.amount - transaction.canceled;
  giveBack(simulatorState, transaction, { fields: {}, full: amount === transaction.amount, amount });
  return amount;
}
