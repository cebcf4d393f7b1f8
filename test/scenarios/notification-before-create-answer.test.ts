import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the money is notified before the create is answered, and the answer never comes: paid all the same',
  async (bench, subject) => {
    bench.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const checkout = await bench.checkout();
    const payment = await bench.pay(checkout, subject.samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    await bench.perform(payment, 'pay');
    await bench.advance(1_500);
    const after = await bench.payment(payment.id);
    assert.equal(after.status, 'succeeded');
    assert.notDeepEqual(
      after.providerReferences,
      {},
      'the notice taught the provider reference that the lost answer would have',
    );
    assert.equal(bench.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);
