import { fromMajor } from '../../../../shared/money.ts';
import { ApiError, ineligible, invalid, invalidValue, notFound } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { ok } from './call.ts';
import { book } from './ledger.ts';
import { parse } from './parse.ts';
import type { PaymentRecord, RefundRecord } from './records.ts';
import { refundBody } from './schemas.ts';
import { plan } from './tasks.ts';
import { refundView } from './views.ts';
import { announce } from './webhooks.ts';
import type { SimulatorState } from './state.ts';
import { newId, now } from './state.ts';

const DAY_MS = 86_400_000;
/** How long partners other than card acquirers take. */
const PARTNER_MS = 2_000;

/** POST /refunds. No idempotency, because the provider documents none here. */
export function createRefund(state: SimulatorState, call: Call): Answer {
  const body = parse(refundBody, call.body);
  const payment = paidUnder(state, body.payment_request_id);
  const { rule, currency } = payment.request;
  if (body.currency !== undefined && body.currency !== currency) throw invalidValue(`currency must be ${currency}`);
  if (rule.refund === 'none') throw new ApiError(403, 'REFUND_NOT_SUPPORTED', `${rule.code} cannot refund`);
  const end = payment.createdAt + (rule.refundDays ?? Number.POSITIVE_INFINITY) * DAY_MS;
  if (now(state) > end) throw ineligible(`${rule.code} refunds within ${rule.refundDays} days only`);
  const refund = newRefund(state, payment, amountOf(state, payment, body.amount), body);
  const { decline: failure } = call.verdict;
  if (rule.category === 'CARDS' && failure === undefined) finishRefund(state, refund, undefined);
  else plan(state, now(state) + PARTNER_MS, { name: 'finish_refund', refund, failure });
  return ok(refundView(refund));
}

/** A refund made on the provider's dashboard: it has no reference of the merchant, and webhooks are sent. */
export function refundByHand(state: SimulatorState, requestId: string, amount?: number): RefundRecord {
  const payment = paidUnder(state, requestId);
  if (payment.request.rule.refund === 'none') throw ineligible(`${payment.request.rule.code} cannot refund`);
  const refund = newRefund(state, payment, amountOf(state, payment, amount), { reason: 'REQUESTED_BY_CUSTOMER' });
  finishRefund(state, refund, undefined);
  return refund;
}

/** The newest successful payment. Which one a reusable code's refund takes is not documented. */
function paidUnder(state: SimulatorState, requestId: string): PaymentRecord {
  const request = state.requests.get(requestId);
  if (!request) throw notFound('payment request');
  const paid = request.payments.findLast(({ status }) => status === 'SUCCEEDED');
  if (!paid) throw ineligible('Only a successful payment can be refunded');
  return paid;
}

const refundsOf = (state: SimulatorState, payment: PaymentRecord): readonly RefundRecord[] =>
  [...state.refunds.values()].filter((refund) => refund.payment === payment);

function amountOf(state: SimulatorState, payment: PaymentRecord, requested: number | undefined): number {
  const { rule, currency } = payment.request;
  const earlier = refundsOf(state, payment);
  if (earlier.some(({ status }) => status === 'PENDING')) {
    throw new ApiError(400, 'REFUND_IN_PROGRESS', 'An earlier refund is not finished yet');
  }
  const given = earlier.filter(({ status }) => status === 'SUCCEEDED').reduce((sum, { amount }) => sum + amount, 0);
  const left = (payment.capture?.amount ?? 0) - given;
  const amount = requested === undefined ? left : fromMajor(requested, currency);
  if (amount === undefined) throw invalidValue(`amount has more decimals than ${currency}`);
  if (amount > left || left === 0) throw new ApiError(400, 'REFUND_AMOUNT_EXCEEDED', 'More than is left to refund');
  if (rule.refund === 'full' && amount !== payment.capture?.amount) {
    throw new ApiError(403, 'PARTIAL_REFUND_NOT_SUPPORTED', `${rule.code} refunds the whole amount only`);
  }
  return amount;
}

function newRefund(
  state: SimulatorState,
  payment: PaymentRecord,
  amount: number,
  body: {
    readonly reason: string;
    readonly reference_id?: string | undefined;
    readonly metadata?: RefundRecord['metadata'];
  },
): RefundRecord {
  const refund: RefundRecord = {
    id: newId(state, 'rfd'),
    payment,
    amount,
    reason: body.reason,
    reference: body.reference_id,
    metadata: body.metadata,
    status: 'PENDING',
    createdAt: now(state),
    updatedAt: now(state),
  };
  state.refunds.set(refund.id, refund);
  book(
    state,
    'refund',
    { id: refund.id, reference: refund.reference ?? '' },
    { amount, currency: payment.request.currency },
  );
  return refund;
}

export function finishRefund(state: SimulatorState, refund: RefundRecord, failure: string | undefined): void {
  refund.status = failure === undefined ? 'SUCCEEDED' : 'FAILED';
  refund.failureCode = failure;
  refund.updatedAt = now(state);
  if (failure !== undefined) book(state, 'refund_failed', { id: refund.id, reference: refund.reference ?? '' });
  announce(state, failure === undefined ? 'refund.succeeded' : 'refund.failed', refundView(refund));
}

/** Known from the provider's Node client only. */
export function getRefund(state: SimulatorState, { id }: Call): Answer {
  const refund = state.refunds.get(id);
  if (!refund) throw notFound('refund');
  return ok(refundView(refund));
}

/** Known from the provider's Node client only. Newest first. */
export function listRefunds(state: SimulatorState, { query }: Call): Answer {
  const requestId = query.get('payment_request_id');
  if (requestId === null) throw invalid('payment_request_id', 'is required');
  const found = [...state.refunds.values()].filter(({ payment }) => payment.request.id === requestId);
  return ok({ data: found.reverse().map(refundView), has_more: false });
}
