import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider reports an unknown status: not failed, and asked again until the status is known',
  async (harness, subject) => {
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    harness.simulator.fail({ operation: 'inquire', kind: 'unknown_status', times: 3 });
    await harness.advance(10_000);
    assert.ok(['requires_action', 'processing', 'unknown'].includes((await harness.payment(payment.id)).status));
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  },
);
