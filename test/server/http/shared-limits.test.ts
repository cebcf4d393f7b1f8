import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseLimits } from '../../../server/http/choose-limits.ts';
import { StorageUnavailable, type Store } from '../../../server/payments/ports/ports.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { tempStore } from '../store/temp-store.ts';

const ADDRESS = '203.0.113.7';
const digestOf = (text: string): string => `digest of ${text.length}`;

/** The limits of one instance on a store that others share. */
async function instanceOn(store: Store, id: string, clock = virtualClock()) {
  await store.addInstance(id, 60_000);
  const used: string[] = [];
  const counting = {
    isShared: true,
    countUse: (...given: Parameters<Store['countUse']>) => {
      used.push(given[0]);
      return store.countUse(...given);
    },
    returnUse: (key: string) => store.returnUse(key),
    takeStreamSlot: (...given: Parameters<Store['takeStreamSlot']>) => store.takeStreamSlot(...given),
    keepStreamSlots: (...given: Parameters<Store['keepStreamSlots']>) => store.keepStreamSlots(...given),
    freeStreamSlots: (ids: readonly string[]) => store.freeStreamSlots(ids),
  };
  let current = id;
  const limits = chooseLimits({ store: counting, clock, log: quietLog, instanceId: () => current, digestOf });
  return {
    ...limits,
    store: counting,
    clock,
    used,
    /** It lapses, and is an instance again under another id. */
    async rejoins(as: string) {
      await store.removeInstance(current);
      await store.addInstance(as, 60_000);
      current = as;
      limits.keepSlots();
      await settled();
    },
  };
}

test('uses on all instances count together (M13)', async (t) => {
  const store = await tempStore(t);
  const [one, other] = [await instanceOn(store, 'i1'), await instanceOn(store, 'i2')];
  const limit = { points: 2, windowMs: 1_000 };
  const here = one.rateLimiters('payment', limit);
  const there = other.rateLimiters('payment', limit);
  assert.deepEqual([await here.take(ADDRESS), await there.take(ADDRESS)], [undefined, undefined]);
  assert.deepEqual([await here.take(ADDRESS), await there.take(ADDRESS)], [1_000, 1_000]);
  assert.equal(await one.rateLimiters('other', limit).take(ADDRESS), undefined);
});

test('a key that is refused is refused without the store until its window ends', async (t) => {
  const { rateLimiters, used, clock } = await instanceOn(await tempStore(t), 'i1');
  const limiter = rateLimiters('payment', { points: 1, windowMs: 1_000 });
  await limiter.take(ADDRESS);
  for (let again = 0; again < 5; again += 1) assert.equal(await limiter.take(ADDRESS), 1_000);
  assert.equal(used.length, 2);
  clock.set(clock.now() + 1_000);
  assert.equal(await limiter.take(ADDRESS), undefined);
});

test('the store gets a digest of the address, not the address', async (t) => {
  const { rateLimiters, used } = await instanceOn(await tempStore(t), 'i1');
  await rateLimiters('payment', { points: 1, windowMs: 1_000 }).take(ADDRESS);
  assert.deepEqual(used, [digestOf(`payment ${ADDRESS}`)]);
});

test('open streams on all instances count together, and an ended one frees its slot (M13)', async (t) => {
  const store = await tempStore(t);
  const instances = [await instanceOn(store, 'i1'), await instanceOn(store, 'i2')];
  const take = (index: number) => instances[index % 2]?.slots.take({ checkoutId: 'co_1', address: ADDRESS });
  const frees = [await take(0), await take(1), await take(2), await take(3)];
  assert.ok(frees.every((free) => free !== undefined));
  assert.equal(await take(4), undefined);
  frees[0]?.();
  await settled();
  assert.notEqual(await take(5), undefined);
});

test('a slot that could not be freed is freed with the next one', async (t) => {
  const store = await tempStore(t);
  const { slots, store: own } = await instanceOn(store, 'i1');
  const take = () => slots.take({ checkoutId: 'co_1', address: ADDRESS });
  const frees = [await take(), await take(), await take(), await take()];
  const free = own.freeStreamSlots;
  own.freeStreamSlots = () => Promise.reject(new StorageUnavailable('gone'));
  frees[0]?.();
  await settled();
  assert.equal(await take(), undefined);
  own.freeStreamSlots = free;
  frees[1]?.();
  await settled();
  assert.ok((await take()) !== undefined && (await take()) !== undefined);
});

test('the open streams of an instance that had lapsed count again under its new id', async (t) => {
  const store = await tempStore(t);
  const [one, other] = [await instanceOn(store, 'i1'), await instanceOn(store, 'i2')];
  const subject = { checkoutId: 'co_1', address: ADDRESS };
  const frees = [await one.slots.take(subject), await one.slots.take(subject), await one.slots.take(subject)];
  await one.rejoins('i3');
  await store.pruneLimits(one.clock.now());
  assert.notEqual(await other.slots.take(subject), undefined);
  assert.equal(await other.slots.take(subject), undefined, 'four are open');
  for (const free of frees) free?.();
  await settled();
  for (let count = 0; count < 3; count += 1) assert.notEqual(await other.slots.take(subject), undefined);
});

test('a stream that ends while its slot is stored again does not count any more', async (t) => {
  const store = await tempStore(t);
  const one = await instanceOn(store, 'i1');
  const take = () => one.slots.take({ checkoutId: 'co_1', address: ADDRESS });
  const frees = [await take(), await take(), await take(), await take()];
  const keep = one.store.keepStreamSlots;
  one.store.keepStreamSlots = async (slots) => {
    frees[0]?.();
    await settled();
    await keep(slots);
  };
  await one.rejoins('i3');
  await settled();
  assert.notEqual(await take(), undefined);
  assert.equal(await take(), undefined);
});

test('a slot that is taken while the instance gets another id counts', async (t) => {
  const store = await tempStore(t);
  const [one, other] = [await instanceOn(store, 'i1'), await instanceOn(store, 'i2')];
  const subject = { checkoutId: 'co_1', address: ADDRESS };
  const takeSlot = one.store.takeStreamSlot;
  one.store.takeStreamSlot = async (...given) => {
    const isTaken = await takeSlot(...given);
    await one.rejoins('i3');
    return isTaken;
  };
  assert.notEqual(await one.slots.take(subject), undefined);
  await settled();
  for (let count = 0; count < 3; count += 1) assert.notEqual(await other.slots.take(subject), undefined);
  assert.equal(await other.slots.take(subject), undefined);
});

test('slots that could not be stored again are stored a second later', async (t) => {
  const store = await tempStore(t);
  const [one, other] = [await instanceOn(store, 'i1'), await instanceOn(store, 'i2')];
  const subject = { checkoutId: 'co_1', address: ADDRESS };
  assert.notEqual(await one.slots.take(subject), undefined);
  const keep = one.store.keepStreamSlots;
  one.store.keepStreamSlots = () => Promise.reject(new StorageUnavailable('gone'));
  await one.rejoins('i3');
  one.store.keepStreamSlots = keep;
  await new Promise((resolve) => void setTimeout(resolve, 1_100));
  for (let count = 0; count < 3; count += 1) assert.notEqual(await other.slots.take(subject), undefined);
  assert.equal(await other.slots.take(subject), undefined);
});

const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 30));
