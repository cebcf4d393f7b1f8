import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario('no notification ever comes: the inquiries find the money within the minute', async (bench, subject) => {
  bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
  const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  await bench.advance(3_000);
  await bench.perform(payment, 'pay');
  await bench.advance(60_000);
  assert.equal((await bench.payment(payment.id)).status, 'succeeded');
});
