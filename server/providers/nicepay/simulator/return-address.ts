import { amountText, dateAndTime, errorBody, textIn, type FlatFields } from './answer.ts';
import { cardFields } from './card-fields.ts';
import { numberFields } from './number-fields.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { ApiError } from './api-error.ts';

/*
 * The parameters of the browser's return. They are not signed, and for a number "0000" says that it was issued, not that
 * it was paid. They are appended with a question mark even if the URL has a query already, as in the documented samples.
 */

export const withParameters = (url: string, parameters: FlatFields): string =>
  `${url}?${new URLSearchParams(textsOf(parameters)).toString()}`;

export const textsOf = (parameters: FlatFields): [name: string, value: string][] =>
  Object.entries(parameters).map(([name, value]) => [name, textIn(value, '')]);

export function returnParameters(transaction: Transaction): FlatFields {
  const failed = failureOf(transaction);
  if (failed) return errorBody(failed);
  const success = { resultCd: '0000', resultMsg: 'SUCCESS' };
  return { ...success, ...(transaction.flow === 'page' ? pageFields(transaction) : directFields(transaction)) };
}

function failureOf(transaction: Transaction): ApiError | undefined {
  const { state, failures, number, qrText } = transaction;
  const last = failures.at(-1);
  if (state === 'waiting' && transaction.method === '01') return new ApiError('09', 'Request in progress');
  if (state === 'expired') return new ApiError('9129', 'The transaction has expired');
  if (state === 'canceled' || state === 'reversed') return new ApiError('9030', 'The transaction was canceled');
  const isIssued = number !== undefined || qrText !== undefined;
  if (state !== 'failed' && (!isOpen(transaction) || isIssued)) return undefined;
  return last ? new ApiError(last.code, last.message) : new ApiError('17', 'The customer canceled');
}

const common = (transaction: Transaction): FlatFields => ({
  tXid: transaction.tXid,
  referenceNo: transaction.referenceNo,
  ...dateAndTime('trans', transaction.paidAt ?? transaction.registeredAt),
});

const directFields = (transaction: Transaction): FlatFields => ({
  ...common(transaction),
  payMethod: transaction.method,
  amt: amountText(transaction.amount),
  currency: 'IDR',
  goodsNm: transaction.order['goodsNm'],
  billingNm: transaction.order['billingNm'],
  description: transaction.order['description'],
  ...(transaction.method === '01' ? cardFields(transaction) : { mitraCd: transaction.partner }),
});

/** The names of the amount and of the virtual account number differ between the methods, as in the documented samples. */
function pageFields(transaction: Transaction): FlatFields {
  const { method, number, partner, order } = transaction;
  const amount = amountText(transaction.amount);
  if (method === '03') return { ...common(transaction), amount, payNo: number, mitraCd: partner };
  if (method === '02') {
    return { ...common(transaction), amount, bankVacctNo: number, bankCd: partner, description: order['description'] };
  }
  if (method === '08')
    return { ...numberFields(transaction), ...cardFields(transaction), ...common(transaction), amount };
  return directFields(transaction);
}
