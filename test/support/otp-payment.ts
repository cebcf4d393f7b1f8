import assert from 'node:assert/strict';
import type { Checkout, Payment } from '../../server/payments/model/model.ts';
import type { Harness } from './harness.ts';

/** A direct debit at Xendit that waits for the customer's one-time password. */
export async function openOtpPayment(harness: Harness): Promise<{ checkout: Checkout; payment: Payment }> {
  const checkout = await harness.openCheckout({ savePayment: 'offer' });
  const payment = await harness.pay(checkout, {
    channel: 'direct_debit_bri',
    fields: { cardLastFour: '1234', phone: '081210002000', email: 'a@b.co' },
    save: true,
  });
  assert.equal(payment.instruction.kind, 'otp');
  return { checkout, payment };
}
