import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider sends the same notification twenty times: one payment, one event of each kind',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const payment = await bench.pay(checkout, subject.samples.virtual_account);
    await bench.perform(payment, 'pay');
    await bench.advance(1_500);
    const notification = bench.notifications.at(-1);
    assert.ok(notification);
    for (let repeat = 0; repeat < 20; repeat += 1) assert.equal(await bench.deliver(notification.clone()), 200);
    await bench.settle();
    assert.equal((await bench.payment(payment.id)).status, 'succeeded');
    const types = (await bench.events()).map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'payment.succeeded').length, 1);
    assert.equal(types.filter((type) => type === 'checkout.paid').length, 1);
    const heard = (await bench.history(payment.id)).filter(({ source }) => source === 'notification');
    assert.ok(heard.length >= 1 && heard.length <= bench.simulator.ledger().length + 1);
  },
);
