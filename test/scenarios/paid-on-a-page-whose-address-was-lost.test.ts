import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harnessFor } from '../support/harness-for.ts';

/*
 * The answer that names the hosted page is lost. The customer's first try on it fails, and a notification teaches us the
 * request of that try; the next try, a request of its own, is paid.
 */
test('money of a later try on a page that we cannot name raises a review', async (t) => {
  const { harness } = await harnessFor(t, 'xendit');
  harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
  const { id } = await harness.pay(await harness.openCheckout(), { channel: 'card' });
  assert.equal((await harness.payment(id)).status, 'unknown');

  await harness.perform(await harness.payment(id), 'fail');
  await harness.advance(10_000);
  assert.equal((await harness.payment(id)).status, 'failed');

  await harness.perform(await harness.payment(id), 'pay');
  await harness.advance(10_000);
  assert.equal((await harness.payment(id)).review, 'paid_late');
  assert.deepEqual(await harness.eventTypes('payment.review_required'), ['payment.review_required']);
});
