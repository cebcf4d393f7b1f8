import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';
import { HOUR } from '../support/durations.ts';

scenario(
  'notifications of two orders come late and in the wrong order: each order is paid once',
  async (harness, subject) => {
    harness.simulator.fail({ operation: 'notice', kind: 'late', times: 1, delayMs: HOUR });
    const first = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    const second = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.perform(first, 'pay');
    await harness.perform(second, 'pay');
    await harness.advance(2 * HOUR);
    for (const payment of [first, second]) assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    assert.equal((await harness.eventTypes('checkout.paid')).length, 2);
  },
);
