import type { Domain } from '../../payments/core/domain.ts';
import type { Payment } from '../../payments/model/model.ts';
import { furtherAmount, receivedAmount, refundableRest } from '../../payments/model/received-money.ts';

/** What would be given back if the review of this payment were ended by a refund. */
export async function reviewRefundAmount({ store }: Domain, payment: Payment): Promise<number> {
  if (payment.review === undefined || receivedAmount(payment) === 0) return 0;
  const refunds = await store.refundsOf(payment.id);
  return payment.review === 'paid_twice'
    ? furtherAmount(payment, await store.paymentsOf(payment.checkoutId), refunds)
    : refundableRest(payment, refunds);
}
