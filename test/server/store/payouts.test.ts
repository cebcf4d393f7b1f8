import assert from 'node:assert/strict';
import { ConstraintBroken } from '../../../server/store/storage-errors.ts';
import { NOON, payout } from './samples.ts';
import { filledStore, storeTest } from './temp-store.ts';

const {
  fee: _,
  failure: __,
  approvedBy: ___,
  ...bare
} = payout({ id: 'po_2', merchantReference: 'po2', status: 'unknown', providerReferences: {} });
/** Several payouts of one reference are there only where the others have failed. */
const failed = payout({ status: 'failed' });

storeTest('what was written is read, found by id and by merchant reference', async (t) => {
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    await tx.insertPayout(failed);
    await tx.insertPayout(bare);
  }, 'new');
  assert.deepEqual(await store.findPayout('po_1'), failed);
  assert.deepEqual(await store.findPayout('po_2'), bare);
  assert.deepEqual(await store.findPayoutByMerchantReference('po2'), bare);
  assert.equal(await store.findPayout('po_9'), undefined);
  assert.equal(await store.findPayoutByMerchantReference('po9'), undefined);
});

storeTest('lists are newest first, by reference and status, and continue at the cursor', async (t) => {
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    await tx.insertPayout(failed);
    await tx.insertPayout(bare);
    await tx.insertPayout(payout({ id: 'po_3', merchantReference: 'po3', reference: 'seller-8' }));
  }, 'new');
  const ids = async (filter: Parameters<typeof store.listPayouts>[0]) =>
    (await store.listPayouts(filter, { limit: 10 })).data.map(({ id }) => id);
  assert.deepEqual(await ids({}), ['po_3', 'po_2', 'po_1']);
  assert.deepEqual(await ids({ reference: 'seller-7' }), ['po_2', 'po_1']);
  assert.deepEqual(await ids({ reference: 'seller-7', status: 'unknown' }), ['po_2']);
  const first = await store.listPayouts({}, { limit: 2 });
  assert.ok(first.nextCursor);
  const next = await store.listPayouts({}, { limit: 2, cursor: first.nextCursor });
  assert.deepEqual([next.data.map(({ id }) => id), next.nextCursor], [['po_1'], null]);
});

storeTest('an update changes what it names, and clears what it names as undefined', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertPayout(payout()), 'new');
  await store.transact(
    (tx) =>
      tx.updatePayout('po_1', {
        status: 'awaiting_approval',
        approvedBy: undefined,
        failure: undefined,
        sequence: 3,
        updatedAt: NOON + 3,
      }),
    'new',
  );
  const {
    failure: ____,
    approvedBy: _____,
    ...rest
  } = payout({ status: 'awaiting_approval', sequence: 3, updatedAt: NOON + 3 });
  assert.deepEqual(await store.findPayout('po_1'), rest);
  await assert.rejects(
    store.transact((tx) => tx.updatePayout('po_9', { status: 'failed' }), 'new'),
    /no payouts row po_9/,
  );
});

storeTest('a merchant reference can be used once', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertPayout(payout()), 'new');
  await assert.rejects(
    store.transact((tx) => tx.insertPayout(payout({ id: 'po_2', reference: 'seller-8' })), 'new'),
    ConstraintBroken,
  );
});

storeTest('the history is read in the order of its writing', async (t) => {
  const store = await filledStore(t);
  const entry = {
    at: NOON,
    source: 'inquiry',
    said: 'processing (status 1)',
    from: 'unknown',
    to: 'processing',
  } as const;
  await store.transact(async (tx) => {
    await tx.insertPayout(payout());
    await tx.appendPayoutHistory('po_1', entry);
    await tx.appendPayoutHistory('po_1', { ...entry, from: 'processing', to: 'succeeded', note: 'a note' });
  }, 'new');
  assert.deepEqual(await store.payoutHistoryOf('po_1'), [
    entry,
    { ...entry, from: 'processing', to: 'succeeded', note: 'a note' },
  ]);
  assert.deepEqual(await store.payoutHistoryOf('po_2'), []);
});

storeTest(
  'a reference has one payout that is not failed; a failed one found paid takes it again if it is free (D20)',
  async (t) => {
    const store = await filledStore(t);
    const insert = (id: string) =>
      store.transact((tx) => tx.insertPayout(payout({ id, merchantReference: id, status: 'unknown' })), 'new');
    const to = (id: string, status: 'failed' | 'succeeded') =>
      store.transact((tx) => tx.updatePayout(id, { status }), 'new');
    assert.deepEqual(await Promise.all([insert('po_1'), insert('po_2')]), [undefined, 'po_1']);
    assert.equal(await store.findPayout('po_2'), undefined);
    await to('po_1', 'failed');
    await to('po_1', 'succeeded');
    assert.equal(await insert('po_3'), 'po_1');
    await to('po_1', 'failed');
    assert.equal(await insert('po_3'), undefined);
    await to('po_1', 'succeeded');
    assert.equal(await insert('po_4'), 'po_3');
  },
);
