import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the create times out after the provider processed it: unknown, never sent again, and succeeded once it is paid',
  async (harness, subject) => {
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    await harness.advance(60_000);
    assert.equal(harness.countMovements('create'), 1);
    assert.equal((await harness.eventTypes('payment.failed')).length, 0);
    await harness.perform(payment, 'pay');
    await harness.advance(5_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  },
);
