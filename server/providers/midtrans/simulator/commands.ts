import { ApiError, invalid, notFound, wrongState } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { asObject, asText, asWhole, optionalText } from './check.ts';
import { approve, cancel, captureHeld, deny, expire, giveBack, paidAmountOf } from './collect.ts';
import type { TransactionRecord } from './records.ts';
import { findTransaction, type SimulatorState } from './state.ts';
import { refundedAmount, signed, transactionView } from './views.ts';

/* What the merchant asks, and has done to a transaction. */

function load(state: SimulatorState, key: string): TransactionRecord {
  const found = findTransaction(state, key);
  if (found === undefined) throw notFound();
  return found;
}

const answer = (state: SimulatorState, transaction: TransactionRecord, message: string): Answer => ({
  status: 200,
  body: transactionView(state, transaction, message),
});

/** `GET /v2/{id}/status`. */
export function status(state: SimulatorState, { id }: Call): Answer {
  const view = transactionView(state, load(state, id), 'Success, transaction is found');
  return { status: 200, body: signed(view, state.options.serverKey) };
}

/** `POST /v2/{id}/expire`: only what is unpaid. */
export function expireByMerchant(state: SimulatorState, { id }: Call): Answer {
  const transaction = load(state, id);
  if (transaction.status !== 'pending') throw wrongState();
  expire(state, transaction);
  return answer(state, transaction, 'Success, transaction is expired');
}

/** `POST /v2/{id}/cancel`: what is unpaid, and cards that are not settled yet. */
export function cancelByMerchant(state: SimulatorState, { id }: Call): Answer {
  const transaction = load(state, id);
  if (!['pending', 'authorize', 'capture'].includes(transaction.status)) throw wrongState();
  cancel(state, transaction);
  return answer(state, transaction, 'Success, transaction is canceled');
}

/** `POST /v2/{id}/approve` and `/deny`. */
export const decide =
  (verdict: 'approve' | 'deny') =>
  (state: SimulatorState, { id }: Call): Answer => {
    const transaction = load(state, id);
    if (transaction.fraud !== 'challenge') throw wrongState();
    if (verdict === 'approve') approve(state, transaction);
    else deny(state, transaction);
    return answer(state, transaction, `Success, transaction is ${verdict === 'approve' ? 'approved' : 'denied'}`);
  };

/** `POST /v2/capture`: once. */
export function captureByMerchant(state: SimulatorState, { body, fault }: Call): Answer {
  const fields = asObject(body, 'body');
  const transaction = load(state, asText(fields['transaction_id'], 'transaction_id'));
  if (transaction.status !== 'authorize' || transaction.fraud === 'challenge') throw wrongState();
  const held = transaction.money.amount;
  const amount = fields['gross_amount'] === undefined ? held : asWhole(fields['gross_amount'], 'gross_amount', 1);
  if (amount > held) throw new ApiError('414', 'Capture amount is larger than the authorized amount.');
  if (fault?.kind === 'decline') {
    // The answer says so; the stored status stays.
    const view = transactionView(state, transaction, 'Deny by Bank');
    return {
      status: 200,
      body: { ...view, status_code: '202', transaction_status: 'deny', channel_response_code: '05' },
    };
  }
  captureHeld(state, transaction, amount);
  return answer(state, transaction, 'Success, Credit Card capture transaction is successful');
}

const REFUNDABLE: ReadonlySet<string> = new Set([
  'credit_card',
  'gopay',
  'qris',
  'shopeepay',
  'ovo',
  'kredivo',
  'akulaku',
]);
const WHOLE_ONLY: ReadonlySet<string> = new Set(['shopeepay', 'ovo']);

/** `POST /v2/{id}/refund` and `/refund/online/direct`. */
export function refundByMerchant(state: SimulatorState, { id, body, fault }: Call): Answer {
  const transaction = load(state, id);
  const fields = asObject(body, 'body');
  const key = optionalText(fields['refund_key'], 'refund_key') ?? state.options.uuid();
  if (!/^[A-Za-z0-9_-]+$/.test(key)) throw invalid('refund_key', 'contains illegal characters');
  const reason = optionalText(fields['reason'], 'reason') ?? '';
  if (transaction.refunds.some((one) => one.key === key))
    throw new ApiError('406', 'Refund key has already been used.');
  if (!REFUNDABLE.has(transaction.type) || !['settlement', 'partial_refund'].includes(transaction.status))
    throw wrongState();
  const left = paidAmountOf(transaction) - refundedAmount(transaction);
  const amount = fields['amount'] === undefined ? left : asWhole(fields['amount'], 'amount', 1);
  if (amount > left || (WHOLE_ONLY.has(transaction.type) && amount < paidAmountOf(transaction)))
    throw new ApiError('414', 'Refund amount is invalid.');
  if (fault?.kind === 'decline') {
    const view = transactionView(state, transaction, 'Refund rejected by the provider');
    return { status: 200, body: { ...view, status_code: '202', refund_amount: '0.00' } };
  }
  giveBack(state, transaction, { key, amount, reason });
  return answer(state, transaction, 'Success, refund request is approved');
}
