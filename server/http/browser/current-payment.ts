import type { Checkout, Payment } from '../../payments/model/model.ts';

/**
 * The payment in progress, or the one that decided the checkout: the succeeded one, else the authorized one, else the
 * newest. While the checkout is open, a canceled payment is not current, unless it is under review because money arrived.
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
  const isCanceled = newest?.status === 'canceled' && newest.review === undefined;
  return isCanceled && checkout.status === 'open' ? undefined : newest;
}
