import { toMajorText } from '../../../../shared/money.ts';
import { ApiError } from './api-error.ts';
import { cardFailure } from './cards.ts';
import { book } from './ledger.ts';
import type { PaymentRecord, RequestRecord } from './records.ts';
import { completeSession } from './end-session.ts';
import { plan } from './tasks.ts';
import { issueToken } from './issue-token.ts';
import { paymentView, requestView } from './views.ts';
import { announce } from './webhooks.ts';
import type { SimulatorState } from './state.ts';
import { newId, now } from './state.ts';

/* How money moves under a payment request: by the customer, a token or the clock. */

const AUTHORIZATION_MS = 7 * 86_400_000;

export const isOpen = ({ status }: RequestRecord): boolean =>
  status === 'REQUIRES_ACTION' || status === 'PENDING' || status === 'ACCEPTING_PAYMENTS';

/** What the channel's partner may answer before any money moves; set by a fault. */
export interface Verdict {
  readonly decline?: string | undefined;
  readonly pending?: boolean | undefined;
}

/**
 * Charges, or authorizes, the money. Also for a request that is no longer open: a second payment of one number, or one
 * after the expiry, is real money, and leaves the request's status as it was.
 */
export function collect(state: SimulatorState, request: RequestRecord, amount = request.amount): PaymentRecord {
  if (amount === undefined) throw new ApiError(400, 'API_VALIDATION_ERROR', 'An open code needs an amount');
  const wasOpen = isOpen(request);
  const holds = request.captureMethod === 'MANUAL';
  const payment = newPayment(state, request, amount, holds ? 'AUTHORIZED' : 'SUCCEEDED');
  request.latestPaymentId = payment.id;
  if (wasOpen && request.status !== 'ACCEPTING_PAYMENTS') request.status = payment.status;
  const newlySaved = request.type === 'PAY_AND_SAVE' && request.tokenId === undefined;
  const token = newlySaved ? issueToken(state, request) : undefined;
  request.tokenId ??= token?.id;
  if (holds) authorize(state, payment);
  else receiveMoney(state, payment, amount, 'charge');
  if (token) token.announce();
  completeSession(state, request.sessionId, { requestId: request.id, paymentId: payment.id, tokenId: request.tokenId });
  return payment;
}

function newPayment(
  state: SimulatorState,
  request: RequestRecord,
  amount: number,
  status: PaymentRecord['status'],
): PaymentRecord {
  const at = now(state);
  const payment: PaymentRecord = { id: newId(state, 'py'), request, amount, status, createdAt: at, updatedAt: at };
  state.payments.set(payment.id, payment);
  request.payments.push(payment);
  request.updatedAt = at;
  return payment;
}

function authorize(state: SimulatorState, payment: PaymentRecord): void {
  const { request, amount } = payment;
  payment.authorizedUntil = now(state) + AUTHORIZATION_MS;
  plan(state, payment.authorizedUntil, { name: 'lapse_authorization', payment });
  book(state, 'authorize', { id: payment.id, reference: request.reference }, { amount, currency: request.currency });
  announce(state, 'payment.authorization', paymentView(payment));
}

/** Money is received: at once, or by the capture of an authorization. */
export function receiveMoney(
  state: SimulatorState,
  payment: PaymentRecord,
  amount: number,
  kind: 'charge' | 'capture',
): void {
  const { request } = payment;
  payment.status = 'SUCCEEDED';
  payment.updatedAt = now(state);
  payment.capture = { id: newId(state, 'cptr'), amount, at: now(state) };
  book(state, kind, { id: payment.id, reference: request.reference }, { amount, currency: request.currency });
  announce(state, 'payment.capture', paymentView(payment));
}

/** An authorization that was not captured lapses. */
export function lapse(state: SimulatorState, payment: PaymentRecord): void {
  if (payment.status !== 'AUTHORIZED') return;
  payment.status = 'EXPIRED';
  payment.updatedAt = now(state);
  book(state, 'void', { id: payment.id, reference: payment.request.reference });
  announce(state, 'payment.expiry', paymentView(payment));
}

/** The partner declines. A reusable code stays open for the next payment. */
export function decline(state: SimulatorState, request: RequestRecord, code: string): PaymentRecord {
  const payment = newPayment(state, request, request.amount ?? 0, 'FAILED');
  payment.failureCode = code;
  request.latestPaymentId = payment.id;
  if (request.status !== 'ACCEPTING_PAYMENTS') {
    request.status = 'FAILED';
    request.failureCode = code;
  }
  announce(state, 'payment.failure', paymentView(payment));
  return payment;
}

/** A charge that needs no further step of the customer: it succeeds, fails by its amount, or as the verdict says. */
export function charge(state: SimulatorState, request: RequestRecord, { decline: code, pending }: Verdict = {}): void {
  const { amount, currency, country, rule } = request;
  const byAmount =
    rule.category === 'CARDS' && amount !== undefined
      ? cardFailure(toMajorText({ amount, currency }), country)
      : undefined;
  const rejection = code ?? byAmount;
  if (rejection !== undefined) decline(state, request, rejection);
  else if (pending) request.status = 'PENDING';
  else collect(state, request);
}

/** Expires an unpaid request. One that waits for its partner's answer goes on waiting. */
export function expire(state: SimulatorState, request: RequestRecord): void {
  if (request.status !== 'REQUIRES_ACTION' && request.status !== 'ACCEPTING_PAYMENTS') return;
  request.status = 'EXPIRED';
  request.updatedAt = now(state);
  announce(state, 'payment_request.expiry', requestView(request));
}
