import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';
import { HOUR } from '../support/durations.ts';

scenario('nobody pays: the payment expires, then the checkout, each reported once', async (harness, subject) => {
  const checkout = await harness.openCheckout({ expiresAt: harness.clock.now() + 2 * HOUR });
  const payment = await harness.pay(checkout, subject.samples.virtual_account);
  await harness.advance(3 * HOUR);
  assert.equal((await harness.payment(payment.id)).status, 'expired');
  assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'expired');
  const types = await harness.eventTypes();
  assert.deepEqual(types, ['payment.requires_action', 'payment.expired', 'checkout.expired']);
});
