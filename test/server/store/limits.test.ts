import assert from 'node:assert/strict';
import { storeTest, tempStore } from './temp-store.ts';

const LIMITS = { perCheckout: 2, perAddress: 3 };

storeTest('uses of a key are counted in a window that begins with the first one', async (t) => {
  const store = await tempStore(t);
  const use = (now: number, key = 'k') => store.countUse(key, { limit: 2, windowMs: 100, now });
  assert.deepEqual([await use(10), await use(50), await use(60)], [undefined, undefined, 110]);
  assert.equal(await use(60, 'another'), undefined);
  assert.equal(await use(109), 110);
  assert.equal(await use(110), undefined, 'a new window');
});

storeTest('a use that was given back is not counted', async (t) => {
  const store = await tempStore(t);
  const use = () => store.countUse('k', { limit: 1, windowMs: 100, now: 0 });
  await use();
  await store.returnUse('k');
  await store.returnUse('never used');
  assert.equal(await use(), undefined);
  assert.equal(await use(), 100);
});

storeTest('open streams are counted for their checkout and address, over all instances', async (t) => {
  const store = await tempStore(t);
  await store.addInstance('i1', 60_000);
  await store.addInstance('i2', 60_000);
  const take = (id: string, holder: string, checkoutId = 'co_1', address = 'a') =>
    store.takeStreamSlot({ id, checkoutId, address, holder }, LIMITS);
  assert.deepEqual([await take('1', 'i1'), await take('2', 'i2'), await take('3', 'i1')], [true, true, false]);
  assert.deepEqual([await take('4', 'i1', 'co_2'), await take('5', 'i2', 'co_3')], [true, false]);
  assert.equal(await take('6', 'i2', 'co_3', 'b'), true);
  await store.freeStreamSlots(['1', '2']);
  assert.equal(await take('7', 'i1'), true);
});

storeTest('streams that are opened at the same time find no more room than there is', async (t) => {
  const store = await tempStore(t);
  await store.addInstance('i1', 60_000);
  const open = async (slots: readonly { readonly checkoutId: string; readonly address: string }[], prefix: string) => {
    const taken = await Promise.all(
      slots.map((slot, index) => store.takeStreamSlot({ ...slot, id: `${prefix}${index}`, holder: 'i1' }, LIMITS)),
    );
    return taken.filter(Boolean).length;
  };
  const eight = Array.from({ length: 8 }, (_, index) => index);
  const ofCheckout = eight.map((index) => ({ checkoutId: 'co_1', address: `a${index}` }));
  const ofAddress = eight.map((index) => ({ checkoutId: `co_9${index}`, address: 'b' }));
  assert.deepEqual([await open(ofCheckout, 'c'), await open(ofAddress, 'd')], [LIMITS.perCheckout, LIMITS.perAddress]);
});

storeTest('the streams of an instance that is gone are not counted', async (t) => {
  const store = await tempStore(t);
  await store.addInstance('i1', 60_000);
  await store.addInstance('i2', 60_000);
  const take = (id: string, holder: string) =>
    store.takeStreamSlot({ id, checkoutId: 'co_1', address: 'a', holder }, LIMITS);
  assert.deepEqual([await take('1', 'i1'), await take('2', 'i1'), await take('3', 'i2')], [true, true, false]);
  await store.removeInstance('i1');
  assert.equal(await take('3', 'i2'), true);
});

storeTest('slots that an instance keeps under another id count, also where they were deleted', async (t) => {
  const store = await tempStore(t);
  await store.addInstance('i1', 60_000);
  const slot = (id: string, holder: string) => ({ id, checkoutId: 'co_1', address: 'a', holder });
  assert.ok(
    (await store.takeStreamSlot(slot('1', 'i1'), LIMITS)) && (await store.takeStreamSlot(slot('2', 'i1'), LIMITS)),
  );
  await store.removeInstance('i1');
  await store.freeStreamSlots(['2']);
  await store.addInstance('i2', 60_000);
  await store.keepStreamSlots([slot('1', 'i2'), slot('2', 'i2')]);
  assert.equal(await store.takeStreamSlot(slot('3', 'i2'), LIMITS), false);
  await store.freeStreamSlots(['1']);
  assert.equal(await store.takeStreamSlot(slot('3', 'i2'), LIMITS), true);
});

storeTest('what counts no more is deleted', async (t) => {
  const store = await tempStore(t);
  await store.addInstance('i1', 60_000);
  await store.addInstance('i2', 60_000);
  await store.countUse('old', { limit: 1, windowMs: 100, now: 0 });
  await store.countUse('new', { limit: 1, windowMs: 100, now: 50 });
  for (const holder of ['i1', 'i2'])
    await store.takeStreamSlot({ id: holder, checkoutId: 'co_1', address: 'a', holder }, LIMITS);
  await store.removeInstance('i1');
  assert.equal(await store.pruneLimits(120), 2);
  assert.equal(await store.countUse('new', { limit: 1, windowMs: 100, now: 60 }), 150, 'what counts was kept');
});
