import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'no notification comes: the inquiry schedule finds the payment paid within a minute',
  async (harness, subject) => {
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(3_000);
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  },
);
