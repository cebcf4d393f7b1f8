import { isFinal } from '../../../shared/payment-status.ts';
import type { Payment } from '../model/model.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/**
 * Cancels the checkout of a merchant-initiated charge that has ended unpaid after its own request: nothing else will
 * pay it, and its reference is free for the next charge.
 */
export async function closeChargeCheckout(unitOfWork: UnitOfWork, { id, checkoutId }: Payment): Promise<void> {
  const { tx, now } = unitOfWork;
  const checkout = await tx.findCheckout(checkoutId);
  if (checkout?.status !== 'open') return;
  const others = (await tx.paymentsOf(checkoutId)).filter((other) => other.id !== id);
  if (others.some(({ status }) => !isFinal(status))) return;
  await tx.updateCheckout(checkoutId, { status: 'canceled', updatedAt: now });
  await tx.dropJob('expire_checkout', checkoutId);
  await unitOfWork.emit('checkout.canceled', checkoutId);
}
