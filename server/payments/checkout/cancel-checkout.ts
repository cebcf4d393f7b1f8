import { isFinal } from '../../../shared/payment-status.ts';
import { cancelOrVoid } from '../payment/cancel-payment.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { loadCheckout } from '../core/load.ts';
import type { Checkout, Payment } from '../model/model.ts';
import { DomainError } from '../core/domain-error.ts';
import { startTimeBudget } from '../core/time-budget.ts';
import { commit } from '../core/unit-of-work.ts';

/**
 * Cancels a checkout and its open payments.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where it is paid, expired, or a payment is not decided yet
 */
export function cancelCheckout(deps: Domain, checkoutId: string): Promise<Checkout> {
  const { within, assertTimeLeft } = startTimeBudget(deps);
  return exclusively(deps, checkoutId, async (held) => {
    assertTimeLeft();
    const checkout = await loadCheckout(held, checkoutId);
    if (checkout.status === 'canceled') return checkout;
    if (checkout.status !== 'open')
      throw new DomainError('state_conflict', `The checkout is ${checkout.status} and cannot be canceled.`);
    for (const payment of await held.store.paymentsOf(checkoutId)) {
      const after = await cancelOrVoid(held, payment, checkout, {
        by: 'merchant',
        reason: 'the checkout was canceled',
        within,
      });
      assertEnded(after);
    }
    return commit(held, { of: 'checkout', id: checkoutId }, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findCheckout(checkoutId);
      if (fresh?.status !== 'open')
        throw new DomainError('state_conflict', `The checkout is ${fresh?.status ?? 'gone'} and cannot be canceled.`);
      for (const payment of await unitOfWork.tx.paymentsOf(checkoutId)) assertEnded(payment);
      await unitOfWork.tx.updateCheckout(checkoutId, { status: 'canceled', updatedAt: unitOfWork.now });
      await unitOfWork.tx.dropJob('expire_checkout', checkoutId);
      await unitOfWork.emit('checkout.canceled', checkoutId);
      return (await unitOfWork.tx.findCheckout(checkoutId)) ?? fresh;
    });
  });
}

/** @throws {DomainError} `state_conflict` where it is paid or may still be */
function assertEnded({ status }: Payment): void {
  if (status === 'succeeded')
    throw new DomainError('state_conflict', 'The checkout has been paid; a refund can return the money.');
  if (!isFinal(status))
    throw new DomainError(
      'state_conflict',
      `A payment of this checkout is ${status}: it cannot be canceled until its outcome is known.`,
    );
}
