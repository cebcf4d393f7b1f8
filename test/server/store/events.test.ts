import assert from 'node:assert/strict';
import { UnknownCursor } from '../../../server/payments/ports/ports.ts';
import { ConstraintBroken } from '../../../server/store/storage-errors.ts';
import { event, NOON } from './samples.ts';
import { filledStore, storeTest } from './temp-store.ts';

const { deliveredAt: _, retryAt: __, ...bare } = event({ deliveryAttempts: 0, deliveryExhausted: false });

storeTest('what was written is read', async (t) => {
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    await tx.insertEvent(event());
    await tx.insertEvent({ ...bare, id: 'evt_2', sequence: 2 });
  }, 'new');
  assert.deepEqual(await store.findEvent('evt_1'), event());
  assert.deepEqual(await store.findEvent('evt_2'), { ...bare, id: 'evt_2', sequence: 2 });
  assert.equal(await store.findEvent('evt_9'), undefined);
});

storeTest('an update changes what it names, and clears what it names as undefined', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertEvent(event()), 'new');
  await store.transact(
    (tx) =>
      tx.updateEvent('evt_1', {
        deliveredAt: undefined,
        retryAt: undefined,
        deliveryAttempts: 0,
        deliveryExhausted: false,
      }),
    'new',
  );
  assert.deepEqual(await store.findEvent('evt_1'), bare);
  await store.transact((tx) => tx.updateEvent('evt_1', { deliveredAt: NOON + 10, retryAt: NOON + 20 }), 'new');
  await store.transact((tx) => tx.updateEvent('evt_1', { deliveryAttempts: 2, deliveryExhausted: true }), 'new');
  assert.deepEqual(await store.findEvent('evt_1'), event());
  await assert.rejects(
    store.transact((tx) => tx.updateEvent('evt_9', { deliveryAttempts: 1 }), 'new'),
    /no events row evt_9/,
  );
});

storeTest('a checkout has each sequence once', async (t) => {
  const store = await filledStore(t);
  await store.transact((tx) => tx.insertEvent(event()), 'new');
  await assert.rejects(
    store.transact((tx) => tx.insertEvent(event({ id: 'evt_2' })), 'new'),
    ConstraintBroken,
  );
  await store.transact((tx) => tx.insertEvent(event({ id: 'evt_2', stream: 'co_2' })), 'new');
});

storeTest(
  'the next undelivered event of a checkout is the lowest in sequence that is neither delivered nor exhausted',
  async (t) => {
    const store = await filledStore(t);
    await store.transact(async (tx) => {
      for (const sequence of [4, 2, 3, 1]) await tx.insertEvent({ ...bare, id: `evt_${sequence}`, sequence });
      await tx.insertEvent({ ...bare, id: 'evt_other', stream: 'co_2', sequence: 1 });
    }, 'new');
    const next = async (): Promise<string | undefined> => (await store.undeliveredOf('co_1'))[0]?.id;
    assert.equal(await next(), 'evt_1');
    await store.transact((tx) => tx.updateEvent('evt_1', { deliveredAt: NOON }), 'new');
    assert.equal(await next(), 'evt_2');
    await store.transact((tx) => tx.updateEvent('evt_2', { deliveryExhausted: true }), 'new');
    assert.equal(await next(), 'evt_3');
    await store.transact((tx) => tx.updateEvent('evt_2', { deliveryExhausted: false }), 'new');
    assert.equal(await next(), 'evt_2');
    assert.deepEqual(await store.undeliveredOf('co_9'), []);
  },
);

storeTest('the log is read oldest first in the order of commits, whatever the ids say', async (t) => {
  const store = await filledStore(t);
  const ids = ['evt_5', 'evt_1', 'evt_9', 'evt_3'];
  for (const [sequence, id] of ids.entries())
    await store.transact((tx) => tx.insertEvent({ ...bare, id, sequence }), 'new');
  const first = await store.listEvents({ limit: 2 });
  assert.deepEqual(
    first.data.map(({ id }) => id),
    ['evt_5', 'evt_1'],
  );
  await store.transact((tx) => tx.insertEvent({ ...bare, id: 'evt_0', sequence: 7 }), 'new');
  const rest = await store.listEvents({ limit: 10, cursor: first.nextCursor ?? undefined });
  assert.deepEqual(
    rest.data.map(({ id }) => id),
    ['evt_9', 'evt_3', 'evt_0'],
  );
  assert.equal(rest.nextCursor, null);
  assert.deepEqual((await store.listEvents({ limit: 10, after: 'evt_9' })).data, rest.data.slice(1));
});

storeTest('the log is followed from its end', async (t) => {
  const store = await filledStore(t);
  assert.deepEqual(await store.listEvents({ limit: 2, after: 'latest' }), { data: [], nextCursor: null });
  for (const [sequence, id] of ['evt_5', 'evt_1'].entries())
    await store.transact((tx) => tx.insertEvent({ ...bare, id, sequence }), 'new');
  const { data, nextCursor } = await store.listEvents({ limit: 2, after: 'latest' });
  assert.deepEqual(data, []);
  await store.transact((tx) => tx.insertEvent({ ...bare, id: 'evt_3', sequence: 2 }), 'new');
  const later = await store.listEvents({ limit: 2, cursor: nextCursor ?? '' });
  assert.deepEqual(
    later.data.map(({ id }) => id),
    ['evt_3'],
  );
});

storeTest('a cursor at a deleted event continues with the next one', async (t) => {
  const store = await filledStore(t);
  const insert = (id: string, sequence: number, createdAt: number) =>
    store.transact((tx) => tx.insertEvent({ ...bare, id, sequence, createdAt }), 'new');
  await insert('evt_1', 1, NOON);
  await insert('evt_2', 2, NOON);
  const { nextCursor } = await store.listEvents({ limit: 1 });
  await insert('evt_3', 3, NOON + 10);
  await store.forgetPersonalData(NOON + 5);
  const { data } = await store.listEvents({ limit: 10, cursor: nextCursor ?? '' });
  assert.deepEqual(
    data.map(({ id }) => id),
    ['evt_3'],
  );
  await store.forgetPersonalData(NOON + 11);
  assert.deepEqual(await store.listEvents({ limit: 10, cursor: nextCursor ?? '' }), { data: [], nextCursor: null });
});

storeTest('an invalid cursor is rejected', async (t) => {
  const store = await filledStore(t);
  await assert.rejects(store.listEvents({ limit: 1, cursor: 'evt_9' }), UnknownCursor);
});
