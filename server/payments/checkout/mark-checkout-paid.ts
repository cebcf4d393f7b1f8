import { isFinal } from '../../../shared/payment-status.ts';
import type { Checkout, Payment } from '../model/model.ts';
import type { Tx } from '../ports/ports.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/**
 * Whether the money of this payment pays its checkout. A closed checkout is paid only by a capture of the merchant, and
 * only while no other checkout with the same reference is open or paid: the order would be paid twice.
 */
export async function paysCheckout(tx: Tx, payment: Payment, checkout: Checkout): Promise<boolean> {
  if (checkout.status === 'open' || checkout.status === 'paid') return true;
  return payment.capturedAmount !== undefined && (await tx.findLiveCheckout(checkout.reference)) === undefined;
}

/** Marks a checkout paid, with one event, and schedules the closing of its other open payments. */
export async function markCheckoutPaid(unitOfWork: UnitOfWork, payment: Payment): Promise<void> {
  const { tx, now } = unitOfWork;
  const checkout = await tx.findCheckout(payment.checkoutId);
  if (checkout === undefined) throw new Error(`a payment without its checkout: ${payment.id}`);
  if (checkout.status !== 'paid') {
    await tx.updateCheckout(checkout.id, { status: 'paid', updatedAt: now });
    await tx.dropJob('expire_checkout', checkout.id);
    await unitOfWork.emit('checkout.paid', checkout.id, { payment });
  }
  for (const other of await tx.paymentsOf(checkout.id)) {
    if (other.id !== payment.id && !isFinal(other.status))
      await tx.scheduleJob({ kind: 'close_payment', key: other.id, runAt: now, notified: true });
  }
}
