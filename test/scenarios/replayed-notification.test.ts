import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario('an old PAID of another order is replayed: neither order moves', async (bench, subject) => {
  const first = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  await bench.perform(first, 'pay');
  await bench.advance(1_500);
  const notification = bench.notifications.at(-1);
  assert.ok(notification);
  const second = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  const events = (await bench.events()).length;
  await bench.advance(3_600_000);
  assert.equal(await bench.deliver(notification.clone()), 200);
  await bench.settle();
  assert.equal((await bench.payment(second.id)).status, 'requires_action');
  assert.equal((await bench.payment(first.id)).review, undefined);
  assert.equal((await bench.events()).length, events);
});
