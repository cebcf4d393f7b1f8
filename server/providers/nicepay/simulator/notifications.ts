import type { Fault } from '../../simulation/simulator.ts';
import { amountText, dateAndTime, textIn, type FlatFields } from './answer.ts';
import { cardFields } from './card-fields.ts';
import { tokenFor } from './merchant-tokens.ts';
import { numberFields } from './number-fields.ts';
import type { Transaction } from './records.ts';
import { corrupt } from './corrupt-response.ts';
import type { SimulatedMerchant } from './options.ts';
import type { Notification } from './outbox.ts';
import type { SimulatorState } from './state.ts';

export function queueNotification(state: SimulatorState, transaction: Transaction, event: Notification['event']): void {
  const fault = state.faults.take('notice');
  const body = fault?.kind === 'garbage' ? '\u0000\u0001}{ not a form' : write(transaction, event, fault);
  const address = transaction.order['dbProcessUrl'] ?? '';
  state.outbox.queue({ tXid: transaction.tXid, event, address, body }, fault);
}

function write(transaction: Transaction, event: Notification['event'], fault: Fault | undefined): string {
  const fields = notificationFields(transaction, event);
  return form(signed(transaction.merchant, fault ? corrupt(fields, fault.kind, transaction) : fields));
}

export const signed = (merchant: SimulatedMerchant, fields: FlatFields): FlatFields => ({
  ...fields,
  merchantToken: tokenFor('notification', merchant, {
    tXid: textIn(fields['tXid'], ''),
    amt: textIn(fields['amt'], ''),
  }),
});

/**
 * The fields of a notification. Its `status` is a list of its own: 0 deposit, 1 reversal.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-notification-api-convenience-store
 */
export const notificationFields = (transaction: Transaction, event: Notification['event']): FlatFields => ({
  tXid: transaction.tXid,
  referenceNo: transaction.referenceNo,
  payMethod: transaction.method,
  amt: amountText(transaction.amount),
  ...dateAndTime('trans', transaction.paidAt),
  currency: 'IDR',
  goodsNm: transaction.order['goodsNm'] ?? null,
  billingNm: transaction.order['billingNm'] ?? null,
  matchCl: '1',
  status: event === 'deposit' ? '0' : '1',
  ...numberFields(transaction),
  // The documented sample of a store's notification has no expiry, whatever was registered.
  payValidDt: null,
  payValidTm: null,
  ...dateAndTime('deposit', transaction.paidAt),
  receiptCode: transaction.receiptCode ?? null,
  mRefNo: null,
  ...cardFields(transaction),
  clientUserKey: null,
  userToken: null,
  tokenizeUser: null,
});

/** Absent values are sent as the literal text `null`. */
export const form = (fields: FlatFields): string =>
  new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, textIn(value, 'null')])).toString();
