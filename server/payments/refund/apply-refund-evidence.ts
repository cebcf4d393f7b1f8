import { changedAt } from '../core/changed-at.ts';
import { sameMoney } from '../../../shared/money.ts';
import type { RefundStatus } from '../../../shared/payment-status.ts';
import type { Domain } from '../core/domain.ts';
import type { Instant, Refund } from '../model/model.ts';
import { raiseRefundClaim } from './raise-refund-claim.ts';
import type { RefundReport, ProviderReport } from '../ports/ports.ts';
import { sumOf, mayHaveReturnedMoney } from '../model/received-money.ts';
import { DomainError } from '../core/domain-error.ts';
import { scheduleUnknownReview } from '../review/raise-unknown-review.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/** The answer to our command or inquiry, the merchant's decision, or the end of the inquiries. */
export type RefundSource = 'command' | 'inquiry' | 'merchant' | 'clock';

/** After this time a request that was sent has arrived at the provider, or never will. */
const ABSENT_AFTER_MS = 15 * 60_000;

/** After this time the merchant has to resolve it; only notifications cause further inquiries. */
const INQUIRE_FOR_MS = 60 * 24 * 3_600_000;

export const isLeftToMerchant = ({ createdAt }: Refund, now: Instant): boolean => now > createdAt + INQUIRE_FOR_MS;

/**
 * Applies every report about this refund, in one commit.
 *
 * @throws {DomainError} `not_found`
 */
export function applyRefundReports(
  deps: Domain,
  id: string,
  reports: readonly ProviderReport[],
  source: RefundSource,
): Promise<Refund> {
  return commit(deps, { of: 'refund', id }, async (unitOfWork) => {
    let after = await unitOfWork.tx.findRefund(id);
    for (const report of reports) {
      if (report.subject === 'refund') after = await applyRefundResult(unitOfWork, id, report, source);
    }
    if (after === undefined) throw new DomainError('not_found', 'No such refund.');
    return after;
  });
}

/** The result of a refund, from a report of its provider or from how the call ended. */
export type RefundResult = Pick<
  RefundReport,
  'outcome' | 'providerReferences' | 'failure' | 'money' | 'merchantReference'
>;

/** `succeeded` is final. `failed` is final unless the provider reports later that it has succeeded after all. */
function nextRefundStatus(status: RefundStatus, outcome: RefundStatus): RefundStatus {
  if (status === 'succeeded' || (status === 'failed' && outcome !== 'succeeded')) return status;
  return outcome;
}

/** Applies one result. The money counts as refunded once, when the refund first succeeds. */
export async function applyRefundResult(
  unitOfWork: UnitOfWork,
  id: string,
  report: RefundResult,
  source: RefundSource,
): Promise<Refund> {
  const { tx, now } = unitOfWork;
  const refund = await tx.findRefund(id);
  if (refund === undefined) throw new DomainError('not_found', 'No such refund.');
  if (report.merchantReference !== undefined && report.merchantReference !== refund.merchantReference) return refund;
  if (report.money !== undefined && !sameMoney(report.money, refund)) {
    unitOfWork.domain.log.error(
      { paymentId: refund.paymentId, refundId: id },
      'provider reports a refund with another amount: ignored',
    );
    return refund;
  }
  // The request may still be on its way.
  if (report.outcome === 'absent' && now - refund.createdAt < ABSENT_AFTER_MS) return refund;
  const outcome = report.outcome === 'absent' ? 'failed' : report.outcome;
  // An answer that it is pending still decides nothing once the merchant is to decide.
  const isPending = refund.status === 'unknown' && outcome === 'processing' && isLeftToMerchant(refund, now);
  const status = isPending ? 'unknown' : nextRefundStatus(refund.status, outcome);
  const after: Refund = {
    ...refund,
    status,
    providerReferences: { ...refund.providerReferences, ...report.providerReferences },
    failure: status === 'failed' ? (report.failure ?? refund.failure) : undefined,
    unknownSince: status === 'unknown' ? (refund.unknownSince ?? now) : undefined,
    updatedAt: changedAt(now, refund),
  };
  await tx.updateRefund(id, {
    status,
    providerReferences: after.providerReferences,
    failure: after.failure,
    unknownSince: after.unknownSince,
    updatedAt: after.updatedAt,
  });
  if (status === 'unknown' && refund.status !== 'unknown') await scheduleUnknownReview(unitOfWork, 'review_refund', id);
  if (status === 'failed' && refund.status !== 'failed') await reopenReview(unitOfWork, after, source);
  if (status === refund.status) return after;
  // A reported refund that this one might have explained was left alone. Now it can be matched.
  if (source === 'inquiry' && refund.origin === 'api' && isPendingRefund(refund) && !isPendingRefund(after))
    await tx.scheduleJob({ kind: 'inquire_returns', key: refund.paymentId, runAt: now });
  if (status === 'succeeded') await recordRefunded(unitOfWork, after, source);
  if (status === 'failed') await lowerRefundedAmount(unitOfWork, after);
  // A refund claim that this one seemed to explain may be about another refund.
  if (status === 'succeeded' || status === 'failed') await raiseRefundClaim(unitOfWork, refund.paymentId);
  return after;
}

async function recordRefunded(unitOfWork: UnitOfWork, refund: Refund, source: RefundSource): Promise<void> {
  const { tx, now } = unitOfWork;
  const payment = await tx.findPayment(refund.paymentId);
  if (payment === undefined) return;
  const done = sumOf((await tx.refundsOf(payment.id)).filter(({ status }) => status === 'succeeded'));
  const refundedAmount = Math.max(payment.refundedAmount, done);
  const updatedAt = changedAt(now, payment);
  await tx.updatePayment(payment.id, { refundedAmount, updatedAt });
  await tx.appendHistory(payment.id, {
    at: now,
    source,
    said: `refunded ${refund.amount}`,
    from: payment.status,
    to: payment.status,
  });
  await unitOfWork.emit('payment.refunded', payment.checkoutId, {
    payment: { ...payment, refundedAmount, updatedAt },
    refund,
  });
}

/** The total that the provider reported may have included this refund, so it is queried again. */
async function lowerRefundedAmount({ tx, now }: UnitOfWork, { paymentId }: Refund): Promise<void> {
  const payment = await tx.findPayment(paymentId);
  const explained = sumOf((await tx.refundsOf(paymentId)).filter(mayHaveReturnedMoney));
  if (payment === undefined || payment.refundedAmount <= explained) return;
  await tx.updatePayment(paymentId, { refundedAmount: explained, updatedAt: changedAt(now, payment) });
  await tx.scheduleJob({ kind: 'inquire_returns', key: paymentId, runAt: now });
}

export const isPendingRefund = ({ status }: Refund): boolean => status === 'processing' || status === 'unknown';

/** The review that was closed by this refund is opened again. */
async function reopenReview(unitOfWork: UnitOfWork, refund: Refund, source: RefundSource): Promise<void> {
  const { tx, now } = unitOfWork;
  const payment = await tx.findPayment(refund.paymentId);
  if (refund.resolves === undefined || payment === undefined || payment.review !== undefined) return;
  const patch = { review: refund.resolves, reviewSince: now, updatedAt: changedAt(now, payment) };
  const after = { ...payment, ...patch };
  await tx.updatePayment(payment.id, patch);
  await tx.appendHistory(payment.id, {
    at: now,
    source,
    said: `the refund of ${refund.amount} failed`,
    from: payment.status,
    to: payment.status,
    note: `review: ${refund.resolves}`,
  });
  await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment: after, refund });
}
