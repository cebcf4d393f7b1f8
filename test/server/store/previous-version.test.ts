import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openConnection } from '../../../server/store/connection.ts';
import { NOTIFICATION, STORED, writePreviousVersion } from './previous-version.ts';
import { NOON } from './samples.ts';
import { tempFolder, tempStore } from './temp-store.ts';

async function upgraded(t: TestContext) {
  const folder = tempFolder(t);
  const file = openConnection(join(folder, 'kasir.db'));
  await writePreviousVersion(file);
  file.close();
  return tempStore(t, { folder });
}

test('every entity that the previous version has written reads the same', async (t) => {
  const store = await upgraded(t);
  assert.deepEqual(await store.findCheckout('co_1'), STORED.checkout);
  assert.deepEqual(await store.findPayment('pay_1'), STORED.payment);
  assert.deepEqual(await store.findRefund('rf_1'), STORED.refund);
  assert.deepEqual(await store.savedMethodsOf('cust-canary'), [STORED.savedMethod]);
  assert.deepEqual(await store.findPayout('po_1'), STORED.payout);
  assert.deepEqual(await store.findEvent('evt_1'), STORED.event);
});

test('it is found by the references that the previous version has written', async (t) => {
  const store = await upgraded(t);
  assert.equal((await store.findPaymentByMerchantReference('REF1'))?.id, 'pay_1');
  assert.equal((await store.findPaymentByProviderReference('bank-of-tests', 'request', 'pr-1'))?.id, 'pay_1');
  assert.equal((await store.findRefundByMerchantReference('RF1'))?.id, 'rf_1');
  assert.equal((await store.findRefundByProviderReference('bank-of-tests', 'refund', 'rfd-1'))?.id, 'rf_1');
  assert.equal((await store.findPayoutByMerchantReference('po1'))?.id, 'po_1');
  assert.equal((await store.savedMethodsByToken('bank-of-tests', 'pt-canary-90392f42'))[0]?.id, 'tok_1');
  const second = { ...STORED.payout, id: 'po_2', merchantReference: 'po2' };
  assert.equal(await store.transact((tx) => tx.insertPayout(second)), 'po_1', 'its reference stays taken');
});

test('history, jobs, idempotency records and notifications of the previous version go on', async (t) => {
  const store = await upgraded(t);
  assert.deepEqual(await store.historyOf('pay_1'), [
    {
      at: NOON,
      source: 'notification',
      said: 'paid (SUCCEEDED)',
      from: 'creating',
      to: 'requires_action',
      note: 'review: amount_differs',
    },
  ]);
  assert.deepEqual(await store.payoutHistoryOf('po_1'), [
    { at: NOON, source: 'command', said: 'processing', from: 'unknown', to: 'processing' },
  ]);
  assert.deepEqual(await store.findIdempotencyRecord('session:co_1', 'key-1'), {
    scope: 'session:co_1',
    key: 'key-1',
    fingerprint: 'f',
    resourceId: 'pay_1',
    status: 201,
    body: '{"id":"pay_1"}',
    createdAt: NOON,
  });
  const repeated = { provider: 'bank-of-tests', body: NOTIFICATION, subject: 'pay_1', receivedAt: NOON + 1 };
  assert.equal(await store.transact((tx) => tx.insertNotification(repeated)), 'repeated');
  const [job] = await store.claimJobs(NOON, 10, 60_000);
  assert.deepEqual([job?.kind, job?.key, job?.retryCount, job?.version], ['inquire', 'pay_1', 3, 6]);
  await store.completeJob(job ?? assert.fail());
  const [again] = await store.claimJobs(NOON + 1, 10, 60_000);
  assert.deepEqual([again?.retryCount, again?.notified], [2, true], 'asked for while it ran');
  assert.equal(await store.noteTime(NOON + 5), NOON);
});
