import { isFinal } from '../../../shared/payment-status.ts';
import type { Domain } from '../core/domain.ts';
import { commit } from '../core/unit-of-work.ts';
import type { Instant, Payment } from '../model/model.ts';
import { nextEndingAt } from '../payment/inquiry-schedule.ts';

/**
 * Expires a checkout after its end, once none of its payments is undecided. An authorized payment or one under review
 * does not keep it open. It only reads the payments: whatever ends a payment schedules this job again.
 *
 * @returns when to try again; `undefined` when the checkout is not open any more
 */
export async function expireCheckout(deps: Domain, checkoutId: string): Promise<Instant | undefined> {
  const checkout = await deps.store.findCheckout(checkoutId);
  if (checkout?.status !== 'open') return undefined;
  if (checkout.expiresAt > deps.clock.now()) return checkout.expiresAt;
  return commit(deps, { of: 'checkout', id: checkoutId }, async (unitOfWork) => {
    const fresh = await unitOfWork.tx.findCheckout(checkoutId);
    if (fresh?.status !== 'open') return undefined;
    if ((await unitOfWork.tx.paymentsOf(checkoutId)).some(isUndecided))
      return nextEndingAt(fresh.expiresAt, unitOfWork.now);
    await unitOfWork.tx.updateCheckout(checkoutId, { status: 'expired', updatedAt: unitOfWork.now });
    await unitOfWork.emit('checkout.expired', checkoutId);
    return undefined;
  });
}

const isUndecided = ({ status, review }: Payment): boolean =>
  !isFinal(status) && status !== 'authorized' && !(status === 'processing' && review !== undefined);
