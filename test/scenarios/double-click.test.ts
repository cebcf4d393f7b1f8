import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'eight clicks at once on the same channel: one payment, one create at the provider',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const clicks = await Promise.all(
      Array.from({ length: 8 }, () => bench.pay(checkout, subject.samples.virtual_account)),
    );
    assert.equal(new Set(clicks.map(({ id }) => id)).size, 1);
    assert.equal(bench.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);

scenario('two tabs choose two channels at once: one live payment is left', async (bench, subject) => {
  const checkout = await bench.checkout();
  const [one, other] = await Promise.all([
    bench.pay(checkout, subject.samples.virtual_account),
    bench.pay(checkout, subject.samples.qr),
  ]);
  const statuses = [(await bench.payment(one.id)).status, (await bench.payment(other.id)).status];
  assert.deepEqual(statuses.toSorted(), ['canceled', 'requires_action']);
});
