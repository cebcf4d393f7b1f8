import { triesUnder } from '../payment/provider-failover.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { changedAt } from '../core/changed-at.ts';
import type { Domain } from '../core/domain.ts';
import { inquire, knownOf } from '../payment/inquire-payment.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { payCheckout } from '../checkout/mark-checkout-paid.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Payment } from '../model/model.ts';
import { furtherAmount, takesMoney } from '../model/received-money.ts';
import { raiseRefundClaim } from '../refund/raise-refund-claim.ts';
import { decideRefundClaim } from '../refund/refund-claims.ts';
import { refundPayment } from '../refund/refund-payment.ts';
import { DomainError, providerRejected } from '../core/domain-error.ts';
import { REVIEW_ACTIONS, type ReviewAction, type Question, type ReviewDecision } from './review-actions.ts';
import { isPastItsTime } from './raise-unknown-review.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';
import { follow } from '../payment/apply-evidence.ts';

export interface Resolution {
  /** Reserved by the caller, `rf_…`: asked again with it, nothing is done twice. A refund that it makes has it. */
  readonly id: string;
  readonly paymentId: string;
  readonly decision: ReviewDecision;
  readonly note: string;
  /** Who decides, for the history. */
  readonly by: string;
}

const QUESTION_MS = 3_000;

/**
 * A person ends a review, or an outcome that nobody will ever know. What the decision does is the table's
 * ({@link REVIEW_ACTS}); whatever is not in it, or has nothing to decide, is `state_conflict`.
 */
export async function resolvePayment(deps: Domain, resolution: Resolution): Promise<Payment> {
  const { checkoutId } = await loadPayment(deps, resolution.paymentId);
  return deps.exclusive(checkoutId, async () => {
    const payment = await loadPayment(deps, resolution.paymentId);
    if (payment.resolution === resolution.id) return payment;
    const question = await openQuestion(deps, payment);
    const act = REVIEW_ACTIONS[question][resolution.decision];
    if (act.does === 'no') throw new DomainError('state_conflict', act.why);
    if (act.does === 'refund') await giveBack(deps, payment, question, resolution);
    // What became of it is told before the end of the review is.
    if (isToProvider(act)) {
      await tellProvider(deps, payment, act.does);
      await inquire(deps, payment.id, QUESTION_MS);
    }
    return commit(deps, (unitOfWork) => end(unitOfWork, question, act, resolution));
  });
}

/** Its provider has to be told, and may have answered the question by that. */
const isToProvider = (act: ReviewAction): act is ReviewAction & { readonly does: 'approve' | 'deny' } =>
  act.does === 'approve' || act.does === 'deny';

async function openQuestion(deps: Domain, payment: Payment): Promise<Question> {
  if (payment.review !== undefined) return payment.review;
  if (payment.status === 'unknown' && !isPastItsTime(payment, deps.clock.now()))
    throw new DomainError('state_conflict', 'Its outcome is still being asked about; it can be decided after an hour.');
  if (payment.status === 'unknown') {
    // A person decides only what the provider does not.
    const { status } = knownOf(await inquire(deps, payment.id, QUESTION_MS));
    if (status === 'unknown') return 'unknown';
    throw new DomainError('state_conflict', `The provider has decided meanwhile: the payment is ${status}.`);
  }
  throw new DomainError('state_conflict', `Nothing waits for a decision; the payment is ${payment.status}.`);
}

/** @throws {Refusal} where the channel cannot, or the provider refuses; the review stands then */
async function giveBack(deps: Domain, payment: Payment, question: Question, { id }: Resolution): Promise<void> {
  const amount = question === 'paid_twice' ? await furtherOf(deps, payment, id) : undefined;
  const resolves = question === 'unknown' ? undefined : question;
  const { status } = await refundPayment(deps, { id, paymentId: payment.id, amount, resolves });
  if (status === 'failed') throw new DomainError('state_conflict', 'The refund has failed; the review stands.');
}

/** Less what was given back of it; what an earlier try of this decision gives back is answered for it once more. */
async function furtherOf(deps: Domain, payment: Payment, id: string): Promise<number | undefined> {
  if ((await triesUnder(id, (one) => deps.store.findRefund(one))).some(takesMoney)) return undefined;
  const siblings = await deps.store.paymentsOf(payment.checkoutId);
  const further = furtherAmount(payment, siblings, await deps.store.refundsOf(payment.id));
  if (further > 0) return further;
  throw new DomainError('state_conflict', 'The further money has gone back already; the review can be dismissed.');
}

async function tellProvider(deps: Domain, payment: Payment, verdict: 'approve' | 'deny'): Promise<void> {
  const gateway = deps.providerRouter.gateway(payment.provider);
  if (gateway.decideChallenge === undefined)
    throw new DomainError(
      'state_conflict',
      'The provider takes no decision about it from here; dismiss it, or decide there.',
    );
  const ref = paymentRef(payment, await loadCheckout(deps, payment.checkoutId));
  const result = await callGateway(deps, () => gateway.decideChallenge?.(ref, verdict, deps.timeout(CALL_TIMEOUT_MS)));
  if (result.kind === 'rejected') {
    const { review, status } = knownOf(await inquire(deps, payment.id, QUESTION_MS));
    if (review !== 'challenge')
      throw new DomainError('state_conflict', `The provider has decided meanwhile: the payment is ${status}.`);
    throw providerRejected('the decision', result.error.failure, payment.id);
  }
  if (result.kind !== 'answered')
    throw new DomainError(
      'provider_unavailable',
      'The payment provider did not confirm the decision; decide it again.',
    );
}

/** The question is closed, in one commit with all that follows. Whoever has answered it meanwhile was first. */
async function end(
  unitOfWork: UnitOfWork,
  question: Question,
  act: ReviewAction,
  resolution: Resolution,
): Promise<Payment> {
  const { tx, now } = unitOfWork;
  const before = await tx.findPayment(resolution.paymentId);
  const still = before?.review ?? (before?.status === 'unknown' ? 'unknown' : undefined);
  const isOpen = still === question || (isToProvider(act) && still === undefined);
  if (before === undefined || !isOpen)
    throw new DomainError('state_conflict', 'It was decided by somebody else in this moment.');
  // It may have been found failed since it was sent, when nothing had to be raised yet.
  const refunds = act.does === 'refund' ? await triesUnder(resolution.id, (id) => tx.findRefund(id)) : [];
  if (refunds.at(-1)?.status === 'failed')
    throw new DomainError('state_conflict', 'The refund has failed; the review stands.');
  if (question === 'refund_unverified') await decideRefundClaim(unitOfWork, before, act.does === 'book');
  const payment = (await tx.findPayment(before.id)) ?? before;
  const isPaid = act.does === 'pay';
  if (isPaid) await refuseWhereOrderLives(unitOfWork, payment);
  const to = isPaid ? 'succeeded' : 'to' in act && act.to !== undefined ? act.to : payment.status;
  const patch = {
    status: to,
    review: undefined,
    resolution: resolution.id,
    unknownSince: to === 'unknown' ? payment.unknownSince : undefined,
    updatedAt: changedAt(now, payment),
    ...(to === 'failed' ? { failure: { code: 'provider_error', reason: 'Given up by a person.' } as const } : {}),
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
  if (to !== payment.status) await follow(unitOfWork, after, payment.status);
  if (isPaid) await payCheckout(unitOfWork, after);
  // What nobody knew may still turn out to have been paid.
  if (question === 'unknown') await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + 60_000 });
  await unitOfWork.emit('payment.review_resolved', payment.checkoutId, { payment: after });
  // Another one may have waited behind the review.
  await raiseRefundClaim(unitOfWork, payment.id);
  return (await tx.findPayment(payment.id)) ?? after;
}

/** The order would be paid twice. */
async function refuseWhereOrderLives({ tx }: UnitOfWork, payment: Payment): Promise<void> {
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
