import { findSubmissions } from '../core/submissions.ts';
import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { changedAt } from '../core/changed-at.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { inquire, lastKnownPayment } from '../payment/inquire-payment.ts';
import { loadPayment } from '../core/load.ts';
import { markCheckoutPaid } from '../checkout/mark-checkout-paid.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Payment } from '../model/model.ts';
import { raiseRefundClaim } from '../refund/raise-refund-claim.ts';
import { decideRefundClaim } from '../refund/refund-claims.ts';
import { refundPayment } from '../refund/refund-payment.ts';
import { DomainError, providerRejected } from '../core/domain-error.ts';
import { REVIEW_ACTIONS, type ReviewAction, type ReviewQuestion } from './review-actions.ts';
import { isUnknownTooLong } from './raise-unknown-review.ts';
import type { Resolution } from './resolution.ts';
import { findUnknownRefund, resolveRefund } from './resolve-refund.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';
import { applyStatusChange } from '../payment/apply-evidence.ts';

const INQUIRY_TIMEOUT_MS = 3_000;

/**
 * Carries out the merchant's decision about a review or an unknown outcome, of the payment or else of its refund. {@link REVIEW_ACTIONS} says what each
 * decision does.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where nothing is to be decided, or not in this way; what a refund
 * throws; `provider_rejected` or `provider_unavailable` where the provider does not take the decision
 */
export async function resolvePayment(deps: Domain, resolution: Resolution): Promise<Payment> {
  const { checkoutId } = await loadPayment(deps, resolution.paymentId);
  return exclusively(deps, checkoutId, async (held) => {
    const payment = await loadPayment(held, resolution.paymentId);
    if (payment.resolution === resolution.id) return payment;
    const isUndecided = payment.review !== undefined || payment.status === 'unknown';
    const refund = isUndecided ? undefined : await findUnknownRefund(held, payment);
    if (refund !== undefined) return resolveRefund(held, payment, refund, resolution);
    const question = await openQuestion(held, payment);
    const action = REVIEW_ACTIONS[question][resolution.decision];
    if (action.does === 'no') throw new DomainError('state_conflict', action.why);
    if (action.does === 'refund') await refundForReview(held, payment, question, resolution);
    // The events of the payment's outcome go before that of the closed review.
    if (isToProvider(action)) {
      await sendDecision(held, payment, action.does);
      await inquire(held, payment.id, INQUIRY_TIMEOUT_MS);
    }
    return commit(held, { of: 'payment', id: payment.id }, (unitOfWork) =>
      closeReview(unitOfWork, question, action, resolution),
    );
  });
}

/** It is sent to the provider, whose answer may have closed the review already. */
const isToProvider = (action: ReviewAction): action is ReviewAction & { readonly does: 'approve' | 'deny' } =>
  action.does === 'approve' || action.does === 'deny';

async function openQuestion(deps: Domain, payment: Payment): Promise<ReviewQuestion> {
  if (payment.review !== undefined) return payment.review;
  if (payment.status === 'unknown' && !isUnknownTooLong(payment, deps.clock.now()))
    throw new DomainError('state_conflict', 'Its outcome is still being queried; it can be decided after an hour.');
  if (payment.status === 'unknown') {
    // The merchant decides only what the provider does not.
    const { status } = lastKnownPayment(await inquire(deps, payment.id, INQUIRY_TIMEOUT_MS));
    if (status === 'unknown') return 'unknown';
    throw new DomainError('state_conflict', `The provider has decided meanwhile: the payment is ${status}.`);
  }
  throw new DomainError('state_conflict', `Nothing is to be decided; the payment is ${payment.status}.`);
}

/** @throws {DomainError} where the refund is not possible or fails; the review stays open then */
async function refundForReview(
  deps: Domain,
  payment: Payment,
  question: ReviewQuestion,
  { id }: Resolution,
): Promise<void> {
  const resolves = question === 'unknown' ? undefined : question;
  const { status } = await refundPayment(deps, { id, paymentId: payment.id, resolves });
  if (status === 'failed') throw new DomainError('state_conflict', 'The refund has failed; the review stays open.');
}

async function sendDecision(deps: Domain, payment: Payment, verdict: 'approve' | 'deny'): Promise<void> {
  const { gateway, call } = await loadPaymentAtProvider(deps, payment);
  if (gateway.decideChallenge === undefined)
    throw new DomainError(
      'state_conflict',
      'This provider takes no decision through its API; decide in its dashboard, or dismiss the review.',
    );
  const result = await call(CALL_TIMEOUT_MS, (_, ref, signal) => gateway.decideChallenge?.(ref, verdict, signal));
  if (result.kind === 'rejected') {
    const { review, status } = lastKnownPayment(await inquire(deps, payment.id, INQUIRY_TIMEOUT_MS));
    if (review !== 'challenge')
      throw new DomainError('state_conflict', `The provider has decided meanwhile: the payment is ${status}.`);
    throw providerRejected('the decision', result.error.failure, payment.id);
  }
  if (result.kind !== 'answered')
    throw new DomainError('provider_unavailable', 'The payment provider did not confirm the decision. Try again.');
}

/** Closes the review, in one commit with all that follows; `state_conflict` where it was decided meanwhile. */
async function closeReview(
  unitOfWork: UnitOfWork,
  question: ReviewQuestion,
  action: ReviewAction,
  resolution: Resolution,
): Promise<Payment> {
  const { tx, now } = unitOfWork;
  const before = await tx.findPayment(resolution.paymentId);
  const still = before?.review ?? (before?.status === 'unknown' ? 'unknown' : undefined);
  const isOpen = still === question || (isToProvider(action) && still === undefined);
  if (before === undefined || !isOpen)
    throw new DomainError('state_conflict', 'Another decision was made at the same time.');
  // The refund may have failed since it was sent; the review was open then and has to stay so.
  const refunds = action.does === 'refund' ? await findSubmissions(resolution.id, (id) => tx.findRefund(id)) : [];
  if (refunds.at(-1)?.status === 'failed')
    throw new DomainError('state_conflict', 'The refund has failed; the review stays open.');
  if (question === 'refund_unverified') await decideRefundClaim(unitOfWork, before, action.does === 'book');
  const payment = (await tx.findPayment(before.id)) ?? before;
  const isPaid = action.does === 'pay';
  if (isPaid) await assertOrderUnpaid(unitOfWork, payment);
  const to = isPaid ? 'succeeded' : 'to' in action && action.to !== undefined ? action.to : payment.status;
  const patch = {
    status: to,
    review: undefined,
    reviewSince: undefined,
    resolution: resolution.id,
    unknownSince: to === 'unknown' ? payment.unknownSince : undefined,
    updatedAt: changedAt(now, payment),
    ...(to === 'failed'
      ? { failure: { code: 'provider_error', reason: 'Resolved as failed by the merchant.' } as const }
      : {}),
  } as const;
  const after: Payment = { ...payment, ...patch };
  await tx.updatePayment(payment.id, patch);
  await tx.appendHistory(payment.id, {
    at: now,
    source: 'merchant',
    said: `resolved ${question}: ${resolution.decision}`,
    from: payment.status,
    to,
    note: `${resolution.note} (decided by ${resolution.by})`,
  });
  unitOfWork.markChanged(payment.checkoutId);
  if (to !== payment.status) await applyStatusChange(unitOfWork, after, payment.status);
  if (isPaid) await markCheckoutPaid(unitOfWork, after);
  // An unknown payment may still turn out to be paid.
  if (question === 'unknown') await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + 60_000 });
  await unitOfWork.emit('payment.review_resolved', payment.checkoutId, { payment: after });
  // A refund claim may have waited for the end of this review.
  await raiseRefundClaim(unitOfWork, payment.id);
  return (await tx.findPayment(payment.id)) ?? after;
}

/** @throws {DomainError} `state_conflict` where the order is paid or has another checkout: it would be paid twice */
async function assertOrderUnpaid({ tx }: UnitOfWork, payment: Payment): Promise<void> {
  const checkout = await tx.findCheckout(payment.checkoutId);
  const live = checkout === undefined ? undefined : await tx.findLiveCheckout(checkout.reference);
  if (live !== undefined && live.id !== payment.checkoutId)
    throw new DomainError('state_conflict', `Another checkout of the same reference is ${live.status}.`, {
      checkoutId: live.id,
    });
  const siblings = await tx.paymentsOf(payment.checkoutId);
  if (siblings.some((other) => other.id !== payment.id && other.status === 'succeeded'))
    throw new DomainError('state_conflict', 'Another payment has paid this order.');
}
