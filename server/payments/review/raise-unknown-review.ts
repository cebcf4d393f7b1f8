import type { Domain } from '../core/domain.ts';
import type { Instant, Payment, Payout } from '../model/model.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/** So long may an outcome be unknown before a person is told and may decide. Unanswered questions do not restart it. */
export const UNKNOWN_FOR_MS = 3_600_000;

export const isUnknownTooLong = ({ status, unknownSince }: Payment | Payout, now: Instant): boolean =>
  status === 'unknown' && unknownSince !== undefined && now >= unknownSince + UNKNOWN_FOR_MS;

/** Has a person told, should nobody know by then. */
export const scheduleUnknownReview = (
  { tx, now }: Pick<UnitOfWork, 'tx' | 'now'>,
  kind: 'review_payment' | 'review_refund' | 'review_payout',
  key: string,
): Promise<void> => tx.scheduleJob({ kind, key, runAt: now + UNKNOWN_FOR_MS });

/** Tells of a payment whose outcome nobody knows, once. Answers when to look again, or nothing. */
export const reviewPayment = (deps: Domain, id: string): Promise<Instant | undefined> =>
  commit(deps, async (unitOfWork) => {
    const payment = await unitOfWork.tx.findPayment(id);
    if (payment?.status !== 'unknown' || payment.unknownSince === undefined) return undefined;
    if (!isUnknownTooLong(payment, unitOfWork.now)) return payment.unknownSince + UNKNOWN_FOR_MS;
    await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment });
    return undefined;
  });

/** The same for a refund. Its money blocks any further refund, so a person has to know. */
export const reviewRefund = (deps: Domain, id: string): Promise<Instant | undefined> =>
  commit(deps, async (unitOfWork) => {
    const refund = await unitOfWork.tx.findRefund(id);
    if (refund?.status !== 'unknown') return undefined;
    const payment = await unitOfWork.tx.findPayment(refund.paymentId);
    if (payment !== undefined)
      await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment, refund });
    return undefined;
  });

/** The same for a payout. */
export const reviewPayout = (deps: Domain, id: string): Promise<Instant | undefined> =>
  commit(deps, async (unitOfWork) => {
    const payout = await unitOfWork.tx.findPayout(id);
    if (payout?.status !== 'unknown' || payout.unknownSince === undefined) return undefined;
    if (!isUnknownTooLong(payout, unitOfWork.now)) return payout.unknownSince + UNKNOWN_FOR_MS;
    await unitOfWork.emitPayout('payout.review_required', payout);
    return undefined;
  });
