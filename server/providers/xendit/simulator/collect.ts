import { toMajorText } from '../../../../shared/money.ts';
import { ApiError } from './api-error.ts';
import { cardFailure } from './cards.ts';
import { book } from './ledger.ts';
import type { PaymentRecord, RequestRecord } from './records.ts';
import { completeSession } from './session-life.ts';
import { plan } from './tasks.ts';
import { issueToken } from './token-life.ts';
import { paymentView, requestView } from './views.ts';
import { announce } from './webhooks.ts';
import type { World } from './world.ts';
import { newId, now } from './world.ts';

/* How money moves under a payment request, whoever makes it move: the payer, a token, the clock. */

const AUTHORIZATION_MS = 7 * 86_400_000;

export const isOpen = ({ status }: RequestRecord): boolean =>
  status === 'REQUIRES_ACTION' || status === 'PENDING' || status === 'ACCEPTING_PAYMENTS';

/** What a partner may say before any money moves; set by a fault. */
export interface Verdict {
  readonly decline?: string | undefined;
  readonly pending?: boolean | undefined;
}

/**
 * Takes, or holds, the money. Also for a request that is no longer open: a second payment of one number, or one that
 * comes after the end, is real money, and leaves the request's status as it was.
 */
export function collect(world: World, request: RequestRecord, amount = request.amount): PaymentRecord {
  if (amount === undefined) throw new ApiError(400, 'API_VALIDATION_ERROR', 'An open code needs an amount');
  const wasOpen = isOpen(request);
  const holds = request.captureMethod === 'MANUAL';
  const payment = newPayment(world, request, amount, holds ? 'AUTHORIZED' : 'SUCCEEDED');
  request.latestPaymentId = payment.id;
  if (wasOpen && request.status !== 'ACCEPTING_PAYMENTS') request.status = payment.status;
  const newlySaved = request.type === 'PAY_AND_SAVE' && request.tokenId === undefined;
  const token = newlySaved ? issueToken(world, request) : undefined;
  request.tokenId ??= token?.id;
  if (holds) hold(world, payment);
  else take(world, payment, amount, 'charge');
  if (token) token.announce();
  completeSession(world, request.sessionId, { requestId: request.id, paymentId: payment.id, tokenId: request.tokenId });
  return payment;
}

function newPayment(
  world: World,
  request: RequestRecord,
  amount: number,
  status: PaymentRecord['status'],
): PaymentRecord {
  const at = now(world);
  const payment: PaymentRecord = { id: newId(world, 'py'), request, amount, status, createdAt: at, updatedAt: at };
  world.payments.set(payment.id, payment);
  request.payments.push(payment);
  request.updatedAt = at;
  return payment;
}

function hold(world: World, payment: PaymentRecord): void {
  const { request, amount } = payment;
  payment.authorizedUntil = now(world) + AUTHORIZATION_MS;
  plan(world, payment.authorizedUntil, () => lapse(world, payment));
  book(world, 'authorize', { id: payment.id, reference: request.reference }, { amount, currency: request.currency });
  announce(world, 'payment.authorization', paymentView(payment));
}

/** Money arrives: at once, or by the capture of what was held. */
export function take(world: World, payment: PaymentRecord, amount: number, kind: 'charge' | 'capture'): void {
  const { request } = payment;
  payment.status = 'SUCCEEDED';
  payment.updatedAt = now(world);
  payment.capture = { id: newId(world, 'cptr'), amount, at: now(world) };
  book(world, kind, { id: payment.id, reference: request.reference }, { amount, currency: request.currency });
  announce(world, 'payment.capture', paymentView(payment));
}

/** An authorization that nobody took runs out. */
export function lapse(world: World, payment: PaymentRecord): void {
  if (payment.status !== 'AUTHORIZED') return;
  payment.status = 'EXPIRED';
  payment.updatedAt = now(world);
  book(world, 'void', { id: payment.id, reference: payment.request.reference });
  announce(world, 'payment.expiry', paymentView(payment));
}

/** The partner says no. A reusable code stays open for the next try. */
export function decline(world: World, request: RequestRecord, code: string): PaymentRecord {
  const payment = newPayment(world, request, request.amount ?? 0, 'FAILED');
  payment.failureCode = code;
  request.latestPaymentId = payment.id;
  if (request.status !== 'ACCEPTING_PAYMENTS') {
    request.status = 'FAILED';
    request.failureCode = code;
  }
  announce(world, 'payment.failure', paymentView(payment));
  return payment;
}

/** A charge that needs nobody any more: it succeeds, fails by its amount, or goes as the verdict says. */
export function charge(world: World, request: RequestRecord, { decline: code, pending }: Verdict = {}): void {
  const { amount, currency, country, rule } = request;
  const byAmount =
    rule.category === 'CARDS' && amount !== undefined
      ? cardFailure(toMajorText({ amount, currency }), country)
      : undefined;
  const refusal = code ?? byAmount;
  if (refusal !== undefined) decline(world, request, refusal);
  else if (pending) request.status = 'PENDING';
  else collect(world, request);
}

/** The end of an unpaid request. One whose partner has not answered waits on. */
export function expire(world: World, request: RequestRecord): void {
  if (request.status !== 'REQUIRES_ACTION' && request.status !== 'ACCEPTING_PAYMENTS') return;
  request.status = 'EXPIRED';
  request.updatedAt = now(world);
  announce(world, 'payment_request.expiry', requestView(request));
}
