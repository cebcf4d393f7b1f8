import { newDigits } from '../../simulation/new-digits.ts';
import { amountText, dateAndTime, type Answer, success } from './answer.ts';
import { checkRegistration, type Registration } from './check-registration.ts';
import { issueNumber } from './issue-number.ts';
import { book } from './ledger.ts';
import { numberFields } from './number-fields.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import { wallClock } from './wib.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** Creates a transaction and returns the number or code to pay with. */
export function registerDirect(state: SimulatorState, body: unknown): Answer {
  const transaction = register(state, checkRegistration(state, body, 'direct'), 'direct');
  const { order } = transaction;
  return success('SUCCESS', {
    ...identity(transaction),
    ...dateAndTime('trans', transaction.registeredAt),
    description: order['description'] ?? null,
    // Only the response for a virtual account has the buyer and the goods.
    currency: transaction.method === '02' ? 'IDR' : null,
    goodsNm: transaction.method === '02' ? (order['goodsNm'] ?? null) : null,
    billingNm: transaction.method === '02' ? (order['billingNm'] ?? null) : null,
    ...numberFields(transaction),
    qrContent: transaction.qrText ?? null,
    qrUrl:
      transaction.qrText === undefined ? null : `${state.options.baseUrl}/api/generateQrisImage/${transaction.tXid}`,
    requestURL: null,
  });
}

/** Creates a transaction that is paid on NICEPAY's page. */
export function registerPage(state: SimulatorState, body: unknown): Answer {
  const transaction = register(state, checkRegistration(state, body, 'page'), 'page');
  const { order } = transaction;
  return success('SUCCESS', {
    ...identity(transaction),
    ...dateAndTime('trans', transaction.registeredAt),
    currency: 'IDR',
    goodsNm: order['goodsNm'] ?? null,
    billingNm: order['billingNm'] ?? null,
    paymentURL: `${state.options.baseUrl}/redirect/v2/payment`,
  });
}

const identity = ({ tXid, referenceNo, order, amount }: Transaction) => ({
  tXid,
  referenceNo,
  payMethod: order['payMethod'] ?? null,
  amt: amountText(amount),
});

function register(
  state: SimulatorState,
  { merchant, order, method }: Registration,
  flow: Transaction['flow'],
): Transaction {
  const { referenceNo = '' } = order;
  const key = `${merchant.iMid} ${referenceNo}`;
  if (state.references.has(key)) throw new ApiError('9009', 'The referenceNo exists already');
  const at = now(state);
  const transaction: Transaction = {
    tXid: newTXid(state, merchant.iMid, flow === 'page' ? '00' : method),
    merchant,
    flow,
    referenceNo,
    amount: Number(order['amt']),
    order,
    registeredAt: at,
    method,
    expiresAt: at,
    state: 'open',
    callBackUrl: order['callBackUrl'],
    failures: [],
    timesPaid: 0,
    canceled: 0,
  };
  // On NICEPAY's page the customer starts the payment, even if the method is fixed.
  if (flow === 'page') transaction.expiresAt = at + PAGE_LIFETIME_MS;
  else issueNumber(state, transaction, method, order['bankCd'] ?? order['mitraCd'], at);
  state.references.add(key);
  state.transactions.set(transaction.tXid, transaction);
  state.agenda.add(transaction.expiresAt, { name: 'expire', transaction });
  book(state, 'create', transaction, transaction.amount);
  return transaction;
}

const PAGE_LIFETIME_MS = 86_400_000;

/** Merchant id, payment method, date, hour and minute, six digits: 30 characters. */
function newTXid(state: SimulatorState, iMid: string, method: string): string {
  const { date, time } = wallClock(now(state));
  const make = (): string => `${iMid}${method}${date}${time.slice(0, 4)}${newDigits(state, 6)}`;
  let tXid = make();
  while (state.transactions.has(tXid)) tXid = make();
  return tXid;
}
