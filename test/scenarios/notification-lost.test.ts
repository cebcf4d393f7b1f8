import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario('no notification ever comes: the inquiries find the money within the minute', async (harness, subject) => {
  harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
  const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  await harness.advance(3_000);
  await harness.perform(payment, 'pay');
  await harness.advance(60_000);
  assert.equal((await harness.payment(payment.id)).status, 'succeeded');
});
