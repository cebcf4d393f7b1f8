import assert from 'node:assert/strict';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'the server dies between the call and its answer: the payment is unknown, then settled by the notice',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const paid = await harness.pay(checkout, subject.samples.virtual_account);
    // As the row stood when the process died: written, sent, no answer.
    await commit(harness.domain, ({ tx }) =>
      tx.updatePayment(paid.id, { status: 'creating', instruction: { kind: 'none' } }),
    );
    await harness.restart();
    const recovered = await harness.payment(paid.id);
    assert.equal(recovered.status, 'unknown');
    await harness.perform(paid, 'pay');
    await harness.advance(10_000);
    assert.equal((await harness.payment(paid.id)).status, 'succeeded');
    assert.equal(harness.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);

scenario(
  'the same request comes again after the crash: answered with that payment, nothing is sent twice',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    const first = await harness.pay(checkout, subject.samples.virtual_account);
    await harness.restart();
    const again = await harness.pay(checkout, subject.samples.virtual_account, first.id);
    assert.equal(again.id, first.id);
    assert.deepEqual(again.instruction, first.instruction);
    assert.equal(harness.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);
