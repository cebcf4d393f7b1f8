import assert from 'node:assert/strict';
import { UnknownCursor } from '../../../server/payments/ports/ports.ts';
import { ConstraintBroken } from '../../../server/store/storage-errors.ts';
import { bareCheckout, fullCheckout, NOON } from './samples.ts';
import { filledStore, storeTest, tempStore } from './temp-store.ts';

storeTest('what was written is read, inside the unit of work and after it', async (t) => {
  const store = await tempStore(t);
  for (const checkout of [fullCheckout(), bareCheckout()]) {
    await store.transact(async (tx) => {
      await tx.insertCheckout(checkout);
      assert.deepEqual(await tx.findCheckout(checkout.id), checkout);
    }, 'new');
    assert.deepEqual(await store.findCheckout(checkout.id), checkout);
  }
  assert.equal(await store.findCheckout('co_3'), undefined);
});

storeTest('an update changes what it names', async (t) => {
  const store = await tempStore(t);
  await store.transact((tx) => tx.insertCheckout(fullCheckout()), 'new');
  await store.transact((tx) => tx.updateCheckout('co_1', { sequence: 3 }), 'new');
  assert.deepEqual(await store.findCheckout('co_1'), fullCheckout({ sequence: 3 }));
  await store.transact((tx) => tx.updateCheckout('co_1', { status: 'paid', updatedAt: NOON + 9 }), 'new');
  assert.deepEqual(
    await store.findCheckout('co_1'),
    fullCheckout({ sequence: 3, status: 'paid', updatedAt: NOON + 9 }),
  );
  await store.transact((tx) => tx.updateCheckout('co_1', {}), 'new');
  assert.deepEqual(
    await store.findCheckout('co_1'),
    fullCheckout({ sequence: 3, status: 'paid', updatedAt: NOON + 9 }),
  );
});

storeTest('an update of a missing row fails', async (t) => {
  const store = await tempStore(t);
  await assert.rejects(
    store.transact((tx) => tx.updateCheckout('co_9', { sequence: 1 }), 'new'),
    /no checkouts row co_9/,
  );
});

storeTest('a reference belongs to one open or paid checkout; closed ones may share it', async (t) => {
  const store = await tempStore(t);
  await store.transact((tx) => tx.insertCheckout(bareCheckout({ id: 'co_a', status: 'canceled' })), 'new');
  await store.transact((tx) => tx.insertCheckout(bareCheckout({ id: 'co_b', status: 'expired' })), 'new');
  assert.equal(await store.findLiveCheckout('order-2'), undefined);
  await store.transact((tx) => tx.insertCheckout(bareCheckout({ id: 'co_c' })), 'new');
  assert.equal((await store.findLiveCheckout('order-2'))?.id, 'co_c');
  await assert.rejects(
    store.transact((tx) => tx.insertCheckout(bareCheckout({ id: 'co_d' })), 'new'),
    ConstraintBroken,
  );
  await store.transact((tx) => tx.updateCheckout('co_c', { status: 'paid' }), 'new');
  assert.equal((await store.findLiveCheckout('order-2'))?.id, 'co_c');
  await assert.rejects(
    store.transact((tx) => tx.insertCheckout(bareCheckout({ id: 'co_d' })), 'new'),
    ConstraintBroken,
  );
  await assert.rejects(
    store.transact((tx) => tx.updateCheckout('co_a', { status: 'open' }), 'new'),
    ConstraintBroken,
  );
  await store.transact((tx) => tx.updateCheckout('co_c', { status: 'canceled' }), 'new');
  await store.transact((tx) => tx.insertCheckout(bareCheckout({ id: 'co_d' })), 'new');
});

storeTest('lists are newest first, filtered, and continue at the cursor to their end', async (t) => {
  const store = await tempStore(t);
  const ids = Array.from({ length: 25 }, (_, at) => `co_${String(at).padStart(3, '0')}`);
  await store.transact(async (tx) => {
    for (const [at, id] of ids.entries()) {
      await tx.insertCheckout(
        bareCheckout({ id, reference: at % 2 === 0 ? 'even' : id, status: at % 5 === 0 ? 'expired' : 'canceled' }),
      );
    }
  }, 'new');
  const walk = async (filter: Parameters<typeof store.listCheckouts>[0], limit: number): Promise<string[]> => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.listCheckouts(filter, { limit, cursor: cursor ?? undefined });
      assert.ok(page.data.length <= limit);
      found.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  };
  const newest = [...ids].reverse();
  const at = (id: string): number => ids.indexOf(id);
  for (const limit of [1, 5, 7, 25, 100]) {
    assert.deepEqual(await walk({}, limit), newest);
    assert.deepEqual(
      await walk({ reference: 'even' }, limit),
      newest.filter((id) => at(id) % 2 === 0),
    );
    assert.deepEqual(
      await walk({ status: 'expired' }, limit),
      newest.filter((id) => at(id) % 5 === 0),
    );
    assert.deepEqual(
      await walk({ status: 'expired', reference: 'even' }, limit),
      newest.filter((id) => at(id) % 10 === 0),
    );
  }
  assert.deepEqual(await walk({ reference: 'nobody' }, 5), []);
});

storeTest('a page has at most 100 entries, whatever the limit', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    for (let at = 0; at < 103; at += 1)
      await tx.insertCheckout(bareCheckout({ id: `co_${at}`, reference: `order-${at}` }));
  }, 'new');
  assert.equal((await store.listCheckouts({}, { limit: 1_000 })).data.length, 100);
  assert.equal((await store.listCheckouts({}, { limit: 0 })).data.length, 1);
});

storeTest('a cursor that is not of the list is rejected', async (t) => {
  const store = await tempStore(t);
  for (const cursor of [
    '',
    'x',
    '!!!',
    'co_1',
    Buffer.from("' OR 1=1").toString('base64url'),
    `${Buffer.from('co_1').toString('base64url')}=`,
  ]) {
    await assert.rejects(store.listCheckouts({}, { limit: 1, cursor }), UnknownCursor, cursor);
  }
});

storeTest('the position of a checkout changes with each change of it and of its payments', async (t) => {
  const store = await filledStore(t);
  const positions = async () => {
    const { size, ...all } = await store
      .positionsOf(['co_1', 'co_2', 'co_none'])
      .then((found) => ({ size: found.size, one: found.get('co_1'), two: found.get('co_2') }));
    assert.equal(size, 2);
    return all;
  };
  const before = await positions();
  await store.transact((tx) => tx.updatePayment('pay_2', { updatedAt: 1_900_000_000_000 }), {
    of: 'checkout',
    id: 'co_1',
  });
  const afterPayment = await positions();
  await store.transact((tx) => tx.updateCheckout('co_1', { updatedAt: 1_900_000_000_000 }), {
    of: 'checkout',
    id: 'co_1',
  });
  const afterCheckout = await positions();
  assert.equal(new Set([before.one, afterPayment.one, afterCheckout.one]).size, 3);
  assert.deepEqual([afterPayment.two, afterCheckout.two], [before.two, before.two]);
});
