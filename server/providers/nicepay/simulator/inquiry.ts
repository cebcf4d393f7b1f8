import { amountText, dateAndTime, success, type Answer, type FlatFields } from './answer.ts';
import { cardFields } from './card-fields.ts';
import { demand, INQUIRY, readFields } from './fields.ts';
import { numberFields } from './number-fields.ts';
import type { Fields, Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import { checkSignature, findMerchant } from './signed-call.ts';
import { statusFor } from './status.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatedMerchant } from './options.ts';

/**
 * Returns the status of a transaction. `resultCd` 0000 only says that the inquiry was answered.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-status-inquiry-api-checkout
 */
export function inquire(state: SimulatorState, body: unknown): Answer {
  const fields = readFields(body, INQUIRY);
  demand(fields, INQUIRY, 'timeStamp', 'tXid', 'iMid', 'referenceNo', 'amt', 'merchantToken');
  const merchant = findMerchant(state, fields);
  checkSignature(state, merchant, 'order', fields);
  const transaction = findTransaction(state, merchant, fields, '8004');
  if (transaction.referenceNo !== fields['referenceNo'] || amountText(transaction.amount) !== fields['amt'])
    throw new ApiError('8003', 'referenceNo or amt does not match the transaction');
  const { state: current, declinedServerStep } = transaction;
  const isInit = current === 'failed' && declinedServerStep === true && state.options.declinedShows === '9';
  const [status, message] = statusFor(transaction, isInit ? 'open' : current);
  return success(message, { ...inquiryFields(transaction), status });
}

/**
 * A transaction of this merchant id.
 *
 * @throws {ApiError} with the given code: there is no such transaction under this merchant id
 */
export function findTransaction(
  state: SimulatorState,
  { iMid }: SimulatedMerchant,
  { tXid }: Fields,
  code: string,
): Transaction {
  const transaction = state.transactions.get(tXid ?? '');
  if (transaction?.merchant.iMid !== iMid) throw new ApiError(code, 'The tXid is unknown');
  return transaction;
}

const inquiryFields = (transaction: Transaction): FlatFields => ({
  tXid: transaction.tXid,
  iMid: transaction.merchant.iMid,
  referenceNo: transaction.referenceNo,
  payMethod: transaction.method,
  amt: amountText(transaction.amount),
  cancelAmt: transaction.canceled === 0 ? null : amountText(transaction.canceled),
  ...dateAndTime('req', transaction.registeredAt),
  ...dateAndTime('trans', transaction.paidAt ?? transaction.registeredAt),
  ...dateAndTime('deposit', transaction.paidAt),
  currency: 'IDR',
  goodsNm: transaction.order['goodsNm'] ?? null,
  billingNm: transaction.order['billingNm'] ?? null,
  ...numberFields(transaction),
  receiptCode: transaction.receiptCode ?? null,
  mRefNo: null,
  ...cardFields(transaction),
  acquStatus: transaction.state === 'captured' ? '4' : transaction.method === '01' ? (transaction.kind ?? null) : null,
  acquirerData: transaction.authNo === undefined ? null : { rrn: transaction.authNo.padStart(12, '0') },
  latestFailHistory: transaction.failures.map(({ code, message, at }) => ({
    resultCd: code,
    resultMsg: message,
    ...dateAndTime('trans', at),
  })),
});
