import type { Payment } from './payment.ts';

/** All that came for a payment, in its currency; 0 where nothing did. */
export function receivedAmount(payment: Payment): number {
  if (payment.received.length > 0) return payment.received.reduce((sum, { amount }) => sum + amount, 0);
  return payment.status === 'succeeded' ? (payment.capturedAmount ?? payment.amount) : 0;
}

/**
 * How much of it is more than the order asked for: all of it, where another payment has paid the order before, else what
 * came beside the one movement that paid it.
 *
 * @param siblings all payments of the checkout
 */
export function furtherAmount(payment: Payment, siblings: readonly Payment[]): number {
  const all = receivedAmount(payment);
  const others = siblings.filter((other) => other.id !== payment.id && other.status === 'succeeded');
  if (payment.status !== 'succeeded' || others.some((other) => isBefore(other, payment))) return all;
  const first = payment.received.find(({ transactionId }) => transactionId === payment.transactionId);
  return all - (first?.amount ?? payment.capturedAmount ?? payment.amount);
}

function isBefore(other: Payment, payment: Payment): boolean {
  const [a, b] = [other.received[0]?.at ?? other.createdAt, payment.received[0]?.at ?? payment.createdAt];
  return a === b ? other.review !== 'paid_twice' : a < b;
}
