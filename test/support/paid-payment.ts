import assert from 'node:assert/strict';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Harness } from './harness.ts';
import type { Subject } from './subjects.ts';

/** A succeeded payment through the provider's refundable channel. */
export async function paidPayment(harness: Harness, { refundable }: Subject): Promise<Payment> {
  const { id } = await harness.pay(await harness.openCheckout(), refundable ?? {});
  await harness.perform(await harness.payment(id), 'pay');
  await harness.advance(60_000);
  const payment = await harness.payment(id);
  assert.equal(payment.status, 'succeeded');
  return payment;
}
