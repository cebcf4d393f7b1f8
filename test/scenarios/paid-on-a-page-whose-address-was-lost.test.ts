import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { harnessFor } from '../support/harness-for.ts';

/*
 * The answer that names the hosted page is lost. The customer's first try on it fails, and a notification teaches us the
 * request of that try. While the page is open it takes further tries, each a request of its own.
 */

async function payOnUnnamedPage(t: TestContext) {
  const { harness } = await harnessFor(t, 'xendit');
  harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
  const { id } = await harness.pay(await harness.openCheckout(), { channel: 'card' });
  assert.equal((await harness.payment(id)).status, 'unknown');
  await harness.perform(await harness.payment(id), 'fail');
  await harness.advance(10_000);
  assert.equal((await harness.payment(id)).status, 'unknown', 'the page takes another try');
  return { harness, id };
}

test('money of a later try on a page that we cannot name is found', async (t) => {
  const { harness, id } = await payOnUnnamedPage(t);
  await harness.perform(await harness.payment(id), 'pay');
  await harness.advance(10_000);
  assert.equal((await harness.payment(id)).status, 'succeeded');
  assert.deepEqual(await harness.eventTypes('payment.succeeded'), ['payment.succeeded']);
});

test('the failed try is the end once the page has ended', async (t) => {
  const { harness, id } = await payOnUnnamedPage(t);
  await harness.advance(26 * 3_600_000);
  assert.equal((await harness.payment(id)).status, 'failed');
});
