import type { Answer } from './answer.ts';
import { readCard } from './cards.ts';
import { demand, PAYMENT, readFields } from './fields.ts';
import { decline, expire, tryCard } from './money.ts';
import { isPartnerMethod, startPartner } from './partner-payment.ts';
import { textOf } from './read-body.ts';
import type { Fields, Transaction } from './records.ts';
import { isOpen } from './records.ts';
import { ApiError } from './api-error.ts';
import { returnParameters } from './return-address.ts';
import { checkSignature } from './signed-call.ts';
import { chargeToken, captureAuthorization } from './token-payment.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';
import type { Verdict } from './verdict.ts';

/* `direct/v2/payment`: a customer's browser with a card or on the way to a partner, or a merchant's server with a token. */

/** A valid payment step: its transaction, and where the browser returns to. */
export interface Step {
  readonly transaction: Transaction;
  readonly fields: Fields;
  readonly callBackUrl: string;
}

/**
 * @throws {ApiError} the step is invalid; shown on NICEPAY's own page, since the return URL is not known to be right
 */
export function readStep(state: SimulatorState, body: unknown): Step {
  const fields = readFields(body, PAYMENT);
  demand(fields, PAYMENT, 'tXid', 'timeStamp', 'merchantToken', 'callBackUrl');
  const transaction = state.transactions.get(fields['tXid'] ?? '');
  if (transaction?.flow !== 'direct') throw new ApiError('8022', 'The tXid is unknown');
  const { merchant, referenceNo, order } = transaction;
  const signed = { ...fields, referenceNo, amt: order['amt'] ?? '' };
  checkSignature(state, merchant, 'order', signed, 'browser');
  if (fields['referenceNo'] !== undefined && fields['referenceNo'] !== referenceNo)
    throw new ApiError('9003', 'referenceNo does not match the transaction');
  return { transaction, fields, callBackUrl: fields['callBackUrl'] ?? '' };
}

/** Whether the merchant's server may make the step: it has a token instead of card data. */
export const isServerStep = (body: unknown): boolean =>
  textOf(body, 'recurringToken') !== undefined || textOf(body, 'preauthToken') !== undefined;

/**
 * Starts the payment, and returns the URL of the page where the browser continues. A card that cannot be read is
 * declined. A transaction that has ended does not change; its page says so.
 */
export function startStep(state: SimulatorState, { transaction, fields, callBackUrl }: Step): string {
  expire(state, transaction);
  transaction.callBackUrl = callBackUrl;
  if (isOpen(transaction)) begin(state, transaction, fields);
  const visit = state.options.uuid();
  transaction.visit = visit;
  state.visits.set(visit, transaction);
  return `${state.options.baseUrl}/pages/${visit}`;
}

function begin(state: SimulatorState, transaction: Transaction, fields: Fields): void {
  if (transaction.method === '01') return beginCard(state, transaction, fields);
  if (!isPartnerMethod(transaction.method)) throw new ApiError('9003', 'This payment method has no payment step');
  startPartner(state, transaction);
}

function beginCard(state: SimulatorState, transaction: Transaction, fields: Fields): void {
  try {
    demand(fields, PAYMENT, 'referenceNo', 'cardNo', 'cardExpYymm', 'cardCvv', 'cardHolderNm', 'cardHolderEmail');
    if (!/^[^\s@]{1,64}@[^\s@]{3,}$/.test(fields['cardHolderEmail'] ?? ''))
      throw new ApiError('9147', 'cardHolderEmail is not an e-mail address');
    const { cardNo = '', cardExpYymm = '', cardCvv = '', cardHolderNm = '' } = fields;
    const card = readCard({ number: cardNo, expiry: cardExpYymm, cvv: cardCvv, holder: cardHolderNm }, now(state));
    tryCard(state, transaction, card, true);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    decline(state, transaction, error);
  }
}

/** The step with a token: it is decided at once, and answered with the parameters of a return. */
export function payServerStep(
  state: SimulatorState,
  { transaction, fields, callBackUrl }: Step,
  verdict: Verdict,
): Answer {
  const { recurringToken, preauthToken } = fields;
  expire(state, transaction);
  if (transaction.state !== 'open' || transaction.method !== '01') {
    const [code, message] =
      transaction.timesPaid > 0 ? ['9126', 'The transaction is paid already'] : ['9129', 'The transaction has ended'];
    throw new ApiError(code ?? '9129', message ?? '');
  }
  demand(fields, PAYMENT, 'referenceNo');
  if (preauthToken !== undefined) captureAuthorization(state, transaction, preauthToken, verdict);
  else chargeToken(state, transaction, recurringToken ?? '', verdict);
  return { kind: 'return', url: callBackUrl, body: returnParameters(transaction) };
}
