import type { Checkout, Payment } from '../model/model.ts';
import type { PaymentRef } from '../ports/ports.ts';

/** A payment as its gateway has to know it, to find it again. */
export const paymentRef = (payment: Payment, checkout: Checkout): PaymentRef => ({
  reference: payment.reference,
  channel: payment.channel,
  money: { amount: payment.amount, currency: payment.currency },
  ids: payment.ids,
  createdAt: payment.createdAt,
  country: checkout.country,
});
