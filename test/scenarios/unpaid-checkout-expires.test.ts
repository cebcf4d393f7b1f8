import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario('nobody pays: the payment expires, then the checkout, each told once', async (bench, subject) => {
  const checkout = await bench.checkout({ expiresAt: bench.clock.now() + 2 * 3_600_000 });
  const payment = await bench.pay(checkout, subject.samples.virtual_account);
  await bench.advance(3 * 3_600_000);
  assert.equal((await bench.payment(payment.id)).status, 'expired');
  assert.equal((await bench.domain.store.findCheckout(checkout.id))?.status, 'expired');
  const types = (await bench.events()).map(({ type }) => type);
  assert.deepEqual(types, ['payment.requires_action', 'payment.expired', 'checkout.expired']);
});
