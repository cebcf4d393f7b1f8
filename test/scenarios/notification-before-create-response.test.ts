import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the paid notification comes before the create response, which never comes: paid all the same',
  async (harness, subject) => {
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const checkout = await harness.openCheckout();
    const payment = await harness.pay(checkout, subject.samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    await harness.perform(payment, 'pay');
    await harness.advance(1_500);
    const after = await harness.payment(payment.id);
    assert.equal(after.status, 'succeeded');
    assert.notDeepEqual(
      after.providerReferences,
      {},
      'the notification brought the provider reference that the lost response would have',
    );
    assert.equal(harness.countMovements('create'), 1);
  },
);
