import * as z from 'zod';
import type { Order } from './order.ts';

/** The body of an event, as far as the shop reads it. */
export const eventSchema = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.object({
    sequence: z.int(),
    checkout: z.optional(
      z.object({ id: z.string(), reference: z.string(), status: z.string(), amount: z.int(), currency: z.string() }),
    ),
    payment: z.optional(
      z.object({ id: z.string(), status: z.string(), refundedAmount: z.int(), review: z.optional(z.string()) }),
    ),
  }),
});
export type ShopEvent = z.infer<typeof eventSchema>;

/**
 * The order after the event. Events arrive at least once, and possibly late (redelivered by hand), so permanent facts are
 * taken from any event, and statuses only from an event that is newer than the last one. The order counts as paid only
 * after `checkout.paid` with exactly its amount.
 */
export function applyEvent(order: Order, event: ShopEvent, now: number): Order {
  const { sequence, checkout, payment } = event.data;
  const newer = sequence > order.sequence;
  const seen: Order = {
    ...order,
    sequence: Math.max(sequence, order.sequence),
    ...(checkout && order.checkoutId === undefined ? { checkoutId: checkout.id } : {}),
  };
  const ofPayment = payment ? { paymentId: payment.id } : {};
  const undecided = order.status === 'preparing' || order.status === 'waiting' || order.status === 'authorized';
  switch (event.type) {
    case 'checkout.paid':
      if (checkout?.amount !== order.amount || checkout.currency !== order.currency)
        return { ...seen, review: 'amount_differs' };
      return { ...seen, status: 'paid', paidAt: order.paidAt ?? now, ...ofPayment };
    case 'checkout.expired':
      return undecided ? { ...seen, status: 'expired' } : seen;
    case 'checkout.canceled':
      return undecided ? { ...seen, status: 'canceled' } : seen;
    case 'payment.authorized':
      return undecided && newer ? { ...seen, status: 'authorized', ...ofPayment } : seen;
    case 'payment.failed':
    case 'payment.expired':
    case 'payment.canceled':
      // The authorization was released: the order can be paid by another channel.
      return order.status === 'authorized' && newer && payment?.id === order.paymentId
        ? { ...seen, status: 'waiting' }
        : seen;
    case 'payment.refunded':
      return payment ? { ...seen, refundedAmount: Math.max(order.refundedAmount, payment.refundedAmount) } : seen;
    case 'payment.reversed':
      return { ...seen, review: 'reversed' };
    case 'payment.review_required':
      return { ...seen, review: payment?.review ?? 'review' };
    default:
      return seen;
  }
}
