import assert from 'node:assert/strict';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'the server crashes between call and response: the payment is unknown, then succeeds through its notification',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const paid = await harness.pay(checkout, subject.samples.virtual_account);
    // As the row stood when the process died: written, sent, no answer.
    await commit(harness.domain, 'new', ({ tx }) =>
      tx.updatePayment(paid.id, { status: 'creating', instruction: { kind: 'none' } }),
    );
    await harness.restart();
    const recovered = await harness.payment(paid.id);
    assert.equal(recovered.status, 'unknown');
    await harness.perform(paid, 'pay');
    await harness.advance(10_000);
    assert.equal((await harness.payment(paid.id)).status, 'succeeded');
    assert.equal(harness.countMovements('create'), 1);
  },
);

scenario(
  'the request is repeated after the crash: answered with the same payment, and nothing is sent twice',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const first = await harness.pay(checkout, subject.samples.virtual_account);
    await harness.restart();
    const again = await harness.pay(checkout, subject.samples.virtual_account, first.id);
    assert.equal(again.id, first.id);
    assert.deepEqual(again.instruction, first.instruction);
    assert.equal(harness.countMovements('create'), 1);
  },
);
