import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider sends the same notification twenty times: one payment, one event of each kind',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, subject.samples.virtual_account);
    await harness.perform(payment, 'pay');
    await harness.advance(1_500);
    const notification = harness.notifications.at(-1);
    assert.ok(notification);
    for (let repeat = 0; repeat < 20; repeat += 1) assert.equal(await harness.deliver(notification.clone()), 200);
    await harness.runDue();
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    const types = await harness.eventTypes();
    assert.equal(types.filter((type) => type === 'payment.succeeded').length, 1);
    assert.equal(types.filter((type) => type === 'checkout.paid').length, 1);
    const entries = (await harness.history(payment.id)).filter(({ source }) => source === 'notification');
    assert.ok(entries.length >= 1 && entries.length <= harness.simulator.ledger().length + 1);
  },
);
