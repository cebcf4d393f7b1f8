import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'eight clicks at once on the same channel: one payment, one create at the provider',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const clicks = await Promise.all(
      Array.from({ length: 8 }, () => harness.pay(checkout, subject.samples.virtual_account)),
    );
    assert.equal(new Set(clicks.map(({ id }) => id)).size, 1);
    assert.equal(harness.countMovements('create'), 1);
  },
);

scenario('two tabs choose two channels at once: one open payment is left', async (harness, subject) => {
  const checkout = await harness.openCheckout();
  const [one, other] = await Promise.all([
    harness.pay(checkout, subject.samples.virtual_account),
    harness.pay(checkout, subject.samples.qr),
  ]);
  const statuses = [(await harness.payment(one.id)).status, (await harness.payment(other.id)).status];
  assert.deepEqual(statuses.toSorted(), ['canceled', 'requires_action']);
});
