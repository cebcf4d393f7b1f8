import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';
import { HOUR } from '../support/durations.ts';

scenario('an old paid notification of another order is replayed: neither order changes', async (harness, subject) => {
  const first = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  await harness.perform(first, 'pay');
  await harness.advance(1_500);
  const notification = harness.notifications.at(-1);
  assert.ok(notification);
  const second = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  const events = (await harness.events()).length;
  await harness.advance(HOUR);
  assert.equal(await harness.deliver(notification.clone()), 200);
  await harness.runDue();
  assert.equal((await harness.payment(second.id)).status, 'requires_action');
  assert.equal((await harness.payment(first.id)).review, undefined);
  assert.equal((await harness.events()).length, events);
});
