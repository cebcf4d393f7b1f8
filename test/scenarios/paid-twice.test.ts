import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the customer changes the channel, pays the new one and then the old one too: the second is kept and flagged',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const old = await bench.pay(checkout, subject.samples.virtual_account);
    const chosen = await bench.pay(checkout, subject.samples.qr);
    assert.equal((await bench.payment(old.id)).status, 'canceled');
    await bench.perform(chosen, 'pay');
    await bench.settle();
    await bench.perform(old, 'pay late');
    await bench.advance(26 * 3_600_000);
    assert.equal((await bench.payment(chosen.id)).status, 'succeeded');
    const late = await bench.payment(old.id);
    assert.equal(late.status, 'canceled');
    assert.equal(late.review, 'paid_twice');
    assert.equal((await bench.events()).filter(({ type }) => type === 'checkout.paid').length, 1);
  },
);
