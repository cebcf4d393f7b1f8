import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario('an unsigned notification claims paid: rejected, nothing changes, no inquiry', async (harness, subject) => {
  const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  const before = await harness.history(payment.id);
  const result = await harness.perform(payment, 'forge notification');
  assert.deepEqual(
    result.answers,
    result.answers?.map(() => 401),
  );
  assert.ok((result.answers?.length ?? 0) > 0);
  await harness.runDue();
  assert.equal((await harness.payment(payment.id)).status, 'requires_action');
  assert.deepEqual(await harness.history(payment.id), before);
  assert.ok(!(await harness.eventTypes()).includes('checkout.paid'));
});

scenario(
  'a signed notification claims paid, but nobody paid: the inquiry decides, and nothing changes',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    assert.equal(await harness.deliver(subject.genuineClaim(payment)), 200);
    await harness.runDue();
    assert.equal((await harness.payment(payment.id)).status, 'requires_action');
    assert.ok((await harness.history(payment.id)).some(({ source }) => source === 'notification'));
  },
);
