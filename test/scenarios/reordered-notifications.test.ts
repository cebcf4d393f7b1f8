import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'notices of two orders arrive in the wrong order and late: each order is paid once',
  async (bench, subject) => {
    bench.simulator.fail({ operation: 'notice', kind: 'late', times: 1, delayMs: 3_600_000 });
    const first = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    const second = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    await bench.perform(first, 'pay');
    await bench.perform(second, 'pay');
    await bench.advance(2 * 3_600_000);
    for (const payment of [first, second]) assert.equal((await bench.payment(payment.id)).status, 'succeeded');
    assert.equal((await bench.events()).filter(({ type }) => type === 'checkout.paid').length, 2);
  },
);
