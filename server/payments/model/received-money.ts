import type { Instant, Payment, Refund } from './model.ts';

/** Of refunds, together. */
export const sumOf = (refunds: readonly Refund[]): number => refunds.reduce((sum, { amount }) => sum + amount, 0);

/** All that came for a payment, in its currency; 0 where nothing did. */
export function receivedAmount(payment: Payment): number {
  if (payment.received.length > 0) return payment.received.reduce((sum, { amount }) => sum + amount, 0);
  return payment.status === 'succeeded' ? (payment.capturedAmount ?? payment.amount) : 0;
}

/** What was not given back: received less refunded, also by somebody at the provider's side. */
export const keptAmount = (payment: Payment): number => receivedAmount(payment) - payment.refundedAmount;

/** Its money has gone back, or may have: no other refund can have it. */
export const mayHaveReturnedMoney = ({ status }: Refund): boolean => status !== 'failed';

/**
 * How much of what is left is more than the order asked for: all of it, where another payment has paid the order before,
 * else what came beside the one movement that paid it. What was given back since that money came, by whomever, counts as
 * given back of it: nobody is given the order's own money for the same money twice.
 *
 * @param siblings all payments of the checkout
 * @param refunds all refunds of the payment
 */
export function furtherAmount(payment: Payment, siblings: readonly Payment[], refunds: readonly Refund[]): number {
  const returned = (since: Instant): number =>
    sumOf(refunds.filter((refund) => mayHaveReturnedMoney(refund) && refund.createdAt >= since));
  const all = receivedAmount(payment);
  const others = siblings.filter((other) => other.id !== payment.id && other.status === 'succeeded');
  if (payment.status !== 'succeeded' || others.some((other) => isBefore(other, payment))) return all - returned(0);
  const first = payment.received.find(({ transactionId }) => transactionId === payment.transactionId);
  const further = payment.received.filter((money) => money !== first);
  const since = Math.min(...further.map(({ at }) => at));
  return all - (first?.amount ?? payment.capturedAmount ?? payment.amount) - returned(since);
}

function isBefore(other: Payment, payment: Payment): boolean {
  const [a, b] = [other.received[0]?.at ?? other.createdAt, payment.received[0]?.at ?? payment.createdAt];
  return a === b ? other.review !== 'paid_twice' : a < b;
}
