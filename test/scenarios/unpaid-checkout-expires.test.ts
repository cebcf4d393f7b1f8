import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario('nobody pays: the payment expires, then the checkout, each reported once', async (harness, subject) => {
  const checkout = await harness.openCheckout({ expiresAt: harness.clock.now() + 2 * 3_600_000 });
  const payment = await harness.pay(checkout, subject.samples.virtual_account);
  await harness.advance(3 * 3_600_000);
  assert.equal((await harness.payment(payment.id)).status, 'expired');
  assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'expired');
  const types = (await harness.events()).map(({ type }) => type);
  assert.deepEqual(types, ['payment.requires_action', 'payment.expired', 'checkout.expired']);
});
