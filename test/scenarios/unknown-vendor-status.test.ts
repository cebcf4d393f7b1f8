import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider answers with a status nobody has heard of: not failed, and asked again until it makes sense',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    bench.simulator.fail({ operation: 'inquire', kind: 'unknown_status', times: 3 });
    await bench.advance(10_000);
    assert.ok(['requires_action', 'processing', 'unknown'].includes((await bench.payment(payment.id)).status));
    await bench.perform(payment, 'pay');
    await bench.advance(60_000);
    assert.equal((await bench.payment(payment.id)).status, 'succeeded');
  },
);
