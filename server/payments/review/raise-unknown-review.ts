import type { Domain } from '../core/domain.ts';
import type { Instant, Payment, Payout } from '../model/model.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/** After this time with an unknown outcome a review is raised. Inquiries without an answer do not restart it. */
export const UNKNOWN_FOR_MS = 3_600_000;

export const isUnknownTooLong = ({ status, unknownSince }: Payment | Payout, now: Instant): boolean =>
  status === 'unknown' && unknownSince !== undefined && now >= unknownSince + UNKNOWN_FOR_MS;

/** Schedules the review, for the case that the outcome is still unknown then. */
export const scheduleUnknownReview = (
  { tx, now }: Pick<UnitOfWork, 'tx' | 'now'>,
  kind: 'review_payment' | 'review_refund' | 'review_payout',
  key: string,
): Promise<void> => tx.scheduleJob({ kind, key, runAt: now + UNKNOWN_FOR_MS });

/**
 * Emits `payment.review_required` for a payment whose outcome is unknown, once.
 *
 * @returns when to check again
 */
export const reviewPayment = (deps: Domain, id: string): Promise<Instant | undefined> =>
  commit(deps, { of: 'payment', id }, async (unitOfWork) => {
    const payment = await unitOfWork.tx.findPayment(id);
    if (payment?.status !== 'unknown' || payment.unknownSince === undefined) return undefined;
    if (!isUnknownTooLong(payment, unitOfWork.now)) return payment.unknownSince + UNKNOWN_FOR_MS;
    await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment });
    return undefined;
  });

/** The same for a refund: while it is unknown, its amount cannot be refunded again. */
export const reviewRefund = (deps: Domain, id: string): Promise<Instant | undefined> =>
  commit(deps, { of: 'refund', id }, async (unitOfWork) => {
    const refund = await unitOfWork.tx.findRefund(id);
    if (refund?.status !== 'unknown') return undefined;
    const payment = await unitOfWork.tx.findPayment(refund.paymentId);
    if (payment !== undefined)
      await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment, refund });
    return undefined;
  });

/** The same for a payout. */
export const reviewPayout = (deps: Domain, id: string): Promise<Instant | undefined> =>
  commit(deps, { of: 'payout', id }, async (unitOfWork) => {
    const payout = await unitOfWork.tx.findPayout(id);
    if (payout?.status !== 'unknown' || payout.unknownSince === undefined) return undefined;
    if (!isUnknownTooLong(payout, unitOfWork.now)) return payout.unknownSince + UNKNOWN_FOR_MS;
    await unitOfWork.emitPayout('payout.review_required', payout);
    return undefined;
  });
