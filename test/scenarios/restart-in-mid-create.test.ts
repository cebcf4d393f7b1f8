import assert from 'node:assert/strict';
import { commit } from '../../server/payments/core/unit-of-work.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'the server dies between the call and its answer: the payment is unknown, then settled by the notice',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const paid = await bench.pay(checkout, subject.samples.virtual_account);
    // As the row stood when the process died: written, sent, no answer.
    await commit(bench.domain, ({ tx }) =>
      tx.updatePayment(paid.id, { status: 'creating', instruction: { kind: 'none' } }),
    );
    await bench.restart();
    const recovered = await bench.payment(paid.id);
    assert.equal(recovered.status, 'unknown');
    await bench.perform(paid, 'pay');
    await bench.advance(10_000);
    assert.equal((await bench.payment(paid.id)).status, 'succeeded');
    assert.equal(bench.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);

scenario(
  'the same request comes again after the crash: answered with that payment, nothing is sent twice',
  async (bench, subject) => {
    const checkout = await bench.checkout();
    const first = await bench.pay(checkout, subject.samples.virtual_account);
    await bench.restart();
    const again = await bench.pay(checkout, subject.samples.virtual_account, first.id);
    assert.equal(again.id, first.id);
    assert.deepEqual(again.instruction, first.instruction);
    assert.equal(bench.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);
