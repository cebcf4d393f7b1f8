import type { RefundView } from '../../../shared/api/views.ts';
import type { Refund } from '../../payments/model/model.ts';
import { optional, presentTime } from './present-parts.ts';

export function presentRefund(refund: Refund): RefundView {
  return {
    id: refund.id,
    paymentId: refund.paymentId,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    origin: refund.origin,
    ...optional('reason', refund.reason),
    createdAt: presentTime(refund.createdAt),
  };
}
