import { sameMoney } from '../../../shared/money.ts';
import { changedAt } from '../core/changed-at.ts';
import type { Payment, Refund, RefundClaim } from '../model/model.ts';
import { receivedAmount } from '../model/received-money.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/** Raises the review for the oldest open claim, unless the payment has an open review. */
export async function raiseRefundClaim(unitOfWork: UnitOfWork, paymentId: string): Promise<void> {
  const { tx, now } = unitOfWork;
  const payment = await tx.findPayment(paymentId);
  if (payment?.refundClaims === undefined || payment.review !== undefined) return;
  if (receivedAmount(payment) === 0 || payment.reversedAt !== undefined) return;
  if (openClaim(payment, await tx.refundsOf(paymentId)) === undefined) return;
  const patch = { review: 'refund_unverified', reviewSince: now, updatedAt: changedAt(now, payment) } as const;
  const after: Payment = { ...payment, ...patch };
  await tx.updatePayment(paymentId, patch);
  unitOfWork.markChanged(payment.checkoutId);
  await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment: after });
}

/** The oldest claim that is not decided and that no refund explains. */
export const openClaim = ({ refundClaims }: Payment, refunds: readonly Refund[]): RefundClaim | undefined =>
  refundClaims?.find((claim) => claim.decided === undefined && !refunds.some((refund) => explains(refund, claim)));

/** By the provider's reference; without one, a refund of the same amount whose own reference is not known yet. */
function explains(refund: Refund, { providerReferences, money }: RefundClaim): boolean {
  if (Object.entries(providerReferences).some(([name, value]) => refund.providerReferences[name] === value))
    return true;
  const hasNoReference = Object.keys(refund.providerReferences).length === 0;
  const isOpen = refund.status === 'processing' || refund.status === 'unknown';
  return (
    hasNoReference && (isOpen || refund.status === 'succeeded') && (money === undefined || sameMoney(money, refund))
  );
}
