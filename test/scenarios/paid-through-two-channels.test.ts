import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';
import { HOUR } from '../support/durations.ts';

scenario(
  'the customer switches channels, pays the new one and then the old one: the second payment is kept and flagged',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const old = await harness.pay(checkout, subject.samples.virtual_account);
    const chosen = await harness.pay(checkout, subject.samples.qr);
    assert.equal((await harness.payment(old.id)).status, 'canceled');
    await harness.perform(chosen, 'pay');
    await harness.runDue();
    await harness.perform(old, 'pay late');
    await harness.advance(26 * HOUR);
    assert.equal((await harness.payment(chosen.id)).status, 'succeeded');
    const late = await harness.payment(old.id);
    assert.equal(late.status, 'canceled');
    assert.equal(late.review, 'paid_twice');
    assert.equal((await harness.eventTypes('checkout.paid')).length, 1);
  },
);
