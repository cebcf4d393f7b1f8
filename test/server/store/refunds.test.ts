import assert from 'node:assert/strict';
import { ConstraintBroken } from '../../../server/store/storage-errors.ts';
import { NOON, refund } from './samples.ts';
import { filledStore, storeTest } from './temp-store.ts';

const bare = refund({ id: 'rf_2', merchantReference: 'RF2', providerReferences: {}, status: 'unknown' });
const { reason: _, failure: __, ...bareRefund } = bare;

storeTest('what was written is read, found by id, by reference and by the payment', async (t) => {
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    await tx.insertRefund(refund());
    await tx.insertRefund(bareRefund);
  }, 'new');
  assert.deepEqual(await store.findRefund('rf_1'), refund());
  assert.deepEqual(await store.findRefund('rf_2'), bareRefund);
  assert.deepEqual(await store.findRefundByMerchantReference('RF1'), refund());
  assert.deepEqual(await store.refundsOf('pay_1'), [bareRefund, refund()]);
  assert.deepEqual(await store.refundsOf('pay_2'), []);
  assert.equal(await store.findRefund('rf_9'), undefined);
  assert.equal(await store.findRefundByMerchantReference('RF9'), undefined);
});

storeTest('it is found by any reference the provider ever had for it', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertRefund(refund()), 'new');
  await store.transact((tx) => tx.updateRefund('rf_1', { providerReferences: { refund: 'rfd-2' } }), 'new');
  assert.equal((await store.findRefundByProviderReference('bank-of-tests', 'refund', 'rfd-1'))?.id, 'rf_1');
  assert.equal((await store.findRefundByProviderReference('bank-of-tests', 'refund', 'rfd-2'))?.id, 'rf_1');
  assert.equal(await store.findRefundByProviderReference('bank-of-tests', 'other', 'rfd-2'), undefined);
  assert.equal(
    await store.findRefundByProviderReference('another-bank', 'refund', 'rfd-2'),
    undefined,
    'of that provider alone',
  );
  assert.equal(
    await store.findRefundByProviderReference('bank-of-tests', 'refund', 'rfd-9'),
    undefined,
    'not by hearsay',
  );
});

storeTest('an update changes what it names, and clears what it names as undefined', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertRefund(refund()), 'new');
  await store.transact(
    (tx) => tx.updateRefund('rf_1', { status: 'succeeded', failure: undefined, updatedAt: NOON + 3 }),
    'new',
  );
  const { failure: ___, ...rest } = refund({ status: 'succeeded', updatedAt: NOON + 3 });
  assert.deepEqual(await store.findRefund('rf_1'), rest);
  await assert.rejects(
    store.transact((tx) => tx.updateRefund('rf_9', { status: 'failed' }), 'new'),
    /no refunds row rf_9/,
  );
});

storeTest('a merchant reference is unique forever', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertRefund(refund()), 'new');
  await assert.rejects(
    store.transact((tx) => tx.insertRefund(refund({ id: 'rf_3' })), 'new'),
    ConstraintBroken,
  );
});
