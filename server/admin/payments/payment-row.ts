import { optional, presentTime } from '../../http/present/present-parts.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Payment } from '../../payments/model/model.ts';
import { receivedAmount } from '../../payments/model/received-money.ts';
import type { PaymentRow } from '../wire/payments.ts';

/** A payment in a list: nothing about the customer. */
export const presentPaymentRow = (payment: Payment, reference: string): PaymentRow => ({
  id: payment.id,
  reference,
  channel: payment.channel,
  provider: payment.provider,
  status: payment.status,
  ...optional('review', payment.review),
  amount: payment.amount,
  currency: payment.currency,
  receivedAmount: receivedAmount(payment),
  refundedAmount: payment.refundedAmount,
  createdAt: presentTime(payment.createdAt),
});

/** The same for a list of payments, with the references of their orders. */
export async function paymentRows({ store }: Domain, payments: readonly Payment[]): Promise<PaymentRow[]> {
  const ids = [...new Set(payments.map(({ checkoutId }) => checkoutId))];
  const checkouts = await Promise.all(ids.map((id) => store.findCheckout(id)));
  const references = new Map(checkouts.map((checkout) => [checkout?.id, checkout?.reference]));
  return payments.map((payment) => presentPaymentRow(payment, references.get(payment.checkoutId) ?? ''));
}
