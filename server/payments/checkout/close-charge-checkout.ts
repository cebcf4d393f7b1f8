import { isFinal } from '../../../shared/payment-status.ts';
import type { Payment } from '../model/model.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/**
 * A charge without the customer has ended unpaid, later than its own call: nothing else will pay its checkout, so that is
 * closed and the reference is free for the next try.
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
