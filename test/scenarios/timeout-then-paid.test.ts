import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the create times out after the provider took it: unknown, never sent again, and paid once it is paid',
  async (bench, subject) => {
    bench.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    assert.equal(payment.status, 'unknown');
    await bench.advance(60_000);
    assert.equal(bench.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
    assert.equal((await bench.events()).filter(({ type }) => type === 'payment.failed').length, 0);
    await bench.perform(payment, 'pay');
    await bench.advance(5_000);
    assert.equal((await bench.payment(payment.id)).status, 'succeeded');
  },
);
