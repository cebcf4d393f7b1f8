import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'a notification that nobody signed claims the money: refused, nothing changes, nobody is asked',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    const before = await bench.history(payment.id);
    const result = await bench.perform(payment, 'forge notification');
    assert.deepEqual(
      result.answers,
      result.answers?.map(() => 401),
    );
    assert.ok((result.answers?.length ?? 0) > 0);
    await bench.settle();
    assert.equal((await bench.payment(payment.id)).status, 'requires_action');
    assert.deepEqual(await bench.history(payment.id), before);
    assert.ok(!(await bench.events()).some(({ type }) => type === 'checkout.paid'));
  },
);

scenario(
  'a genuine sender claims money that never came: the inquiry decides, and it says no',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    assert.equal(await bench.deliver(subject.genuineClaim(payment)), 200);
    await bench.settle();
    assert.equal((await bench.payment(payment.id)).status, 'requires_action');
    assert.ok((await bench.history(payment.id)).some(({ source }) => source === 'notification'));
  },
);
