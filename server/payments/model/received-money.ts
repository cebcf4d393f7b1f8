import type { Instant, Payment, Refund } from './model.ts';

/** The sum of refunds. */
export const sumOf = (refunds: readonly Refund[]): number => refunds.reduce((sum, { amount }) => sum + amount, 0);

/** All money that was received for a payment, in its currency. */
export function receivedAmount(payment: Payment): number {
  if (payment.received.length > 0) return payment.received.reduce((sum, { amount }) => sum + amount, 0);
  return payment.status === 'succeeded' ? (payment.capturedAmount ?? payment.amount) : 0;
}

/** Received less refunded, also at the provider's side. */
export const keptAmount = (payment: Payment): number => receivedAmount(payment) - payment.refundedAmount;

/** The money has been returned, or may have been: no other refund can return it. */
export const mayHaveReturnedMoney = ({ status }: Refund): boolean => status !== 'failed';

/**
 * What can still be refunded. The refunded amount may include a refund of ours that is still open.
 *
 * @param refunds all refunds of the payment
 */
export const refundableRest = (payment: Payment, refunds: readonly Refund[]): number =>
  receivedAmount(payment) - Math.max(payment.refundedAmount, sumOf(refunds.filter(mayHaveReturnedMoney)));

/**
 * How much of the money that is left was paid on top of the order: all of it where another payment paid the order
 * first, else all but the transaction that paid it. Refunds made since that money came count as refunds of it, whoever
 * made them, so that the order's own money is not refunded for it.
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
