import type { Checkout, Payment } from '../model/model.ts';
import type { PaymentRef } from '../ports/ports.ts';

/** A payment as its gateway has to know it, to find it again. */
export const paymentRef = (payment: Payment, checkout: Checkout): PaymentRef => ({
  merchantReference: payment.merchantReference,
  channel: payment.channel,
  money: { amount: payment.amount, currency: payment.currency },
  providerReferences: payment.providerReferences,
  createdAt: payment.createdAt,
  country: checkout.country,
});
