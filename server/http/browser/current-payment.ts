import type { Checkout, Payment } from '../../payments/model/model.ts';

/**
 * The payment the customer is busy with, or that decided the checkout: the one that paid it, else the one that holds
 * money, else the newest. One that was canceled so that the customer can choose again is nothing to be busy with, unless
 * money came all the same.
 *
 * @param payments the checkout's, newest first
 */
export function currentPayment(checkout: Checkout, payments: readonly Payment[]): Payment | undefined {
  const paid = payments.filter((payment) => payment.status === 'succeeded');
  const decisive = paid.find((payment) => payment.review !== 'paid_twice') ?? paid[0];
  if (decisive !== undefined) return decisive;
  const held = payments.find((payment) => payment.status === 'authorized');
  if (held !== undefined) return held;
  const [newest] = payments;
  const isGivenUp = newest?.status === 'canceled' && newest.review === undefined;
  return isGivenUp && checkout.status === 'open' ? undefined : newest;
}
