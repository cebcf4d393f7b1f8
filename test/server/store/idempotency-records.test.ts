import assert from 'node:assert/strict';
import { NOON } from './samples.ts';
import { storeTest, tempStore } from './temp-store.ts';

const claim = {
  scope: 'storefront POST /v1/checkouts',
  key: 'k-1',
  fingerprint: 'f'.repeat(64),
  resourceId: 'co_1',
  createdAt: NOON,
};

storeTest('a key is claimed once in its scope', async (t) => {
  const store = await tempStore(t);
  const take = (over = {}): Promise<boolean> =>
    store.transact((tx) => tx.claimIdempotencyKey({ ...claim, ...over }), 'new');
  const [first, second, ...others] = await Promise.all([
    take(),
    take({ resourceId: 'co_2' }),
    take({ key: 'k-2' }),
    take({ scope: 'co_7' }),
  ]);
  // On PostgreSQL either of two at the same time may be the first.
  assert.notEqual(first, second);
  assert.deepEqual(others, [true, true]);
  const taken = await store.findIdempotencyRecord(claim.scope, claim.key);
  assert.deepEqual(taken, first === true ? claim : { ...claim, resourceId: 'co_2' });
  assert.equal(await store.findIdempotencyRecord('nobody', claim.key), undefined);
});

storeTest('the response is stored byte for byte', async (t) => {
  const store = await tempStore(t);
  const body = '{"name":"Amina 🙂","n":1.0}\n';
  await store.transact((tx) => tx.claimIdempotencyKey(claim), 'new');
  await store.transact((tx) => tx.saveIdempotentResponse(claim.scope, claim.key, { status: 201, body }), 'new');
  assert.deepEqual(await store.findIdempotencyRecord(claim.scope, claim.key), { ...claim, status: 201, body });
});

storeTest('a response is saved once, and replaced only by who has read it (M9)', async (t) => {
  const store = await tempStore(t);
  await store.transact((tx) => tx.claimIdempotencyKey(claim), 'new');
  const save = async (status: number, replaced?: number, key = claim.key): Promise<boolean> => {
    const answer = { status, body: `${status}` };
    return (await store.transact((tx) => tx.saveIdempotentResponse(claim.scope, key, answer, replaced), 'new'))();
  };
  assert.deepEqual([await save(400), await save(201), await save(202, 401)], [true, false, false]);
  assert.equal((await store.findIdempotencyRecord(claim.scope, claim.key))?.body, '400');
  assert.equal(await save(201, 400), true);
  assert.equal((await store.findIdempotencyRecord(claim.scope, claim.key))?.body, '201');
  assert.equal(await save(201, undefined, 'k-9'), false, 'a key that is not claimed');
});

storeTest('a unit of work that reserves a taken key stores nothing; a record that has expired gives way', async (t) => {
  const store = await tempStore(t);
  const taken = new Error('taken');
  const reserve = (createdAt: number, expiredAt: number): Promise<void> =>
    store.transact(async (tx) => {
      await tx.scheduleJob({ kind: 'inquire', key: `pay_${createdAt}`, runAt: createdAt });
      await tx.reserveIdempotencyKey({ ...claim, resourceId: `co_${createdAt}`, createdAt }, expiredAt, () => taken);
    }, 'new');
  await reserve(10, 0);
  await store.transact((tx) => tx.saveIdempotentResponse(claim.scope, claim.key, { status: 201, body: '{}' }), 'new');
  await assert.rejects(reserve(5, 9), (error) => error === taken);
  assert.equal((await store.findIdempotencyRecord(claim.scope, claim.key))?.status, 201);
  assert.equal(await store.nextJobAt(), 10, 'nothing of the unit was stored');
  await reserve(20, 10);
  assert.deepEqual(await store.findIdempotencyRecord(claim.scope, claim.key), {
    ...claim,
    resourceId: 'co_20',
    createdAt: 20,
  });
});

storeTest('a released key can be claimed again', async (t) => {
  const store = await tempStore(t);
  await store.transact((tx) => tx.claimIdempotencyKey(claim), 'new');
  await store.transact((tx) => tx.releaseIdempotencyKey(claim), 'new');
  assert.equal(await store.findIdempotencyRecord(claim.scope, claim.key), undefined);
  assert.equal(await store.transact((tx) => tx.claimIdempotencyKey(claim), 'new'), true);
});

storeTest('a release leaves the reservation of another request, and a saved response', async (t) => {
  const store = await tempStore(t);
  await store.transact((tx) => tx.claimIdempotencyKey(claim), 'new');
  const release = (over = {}): Promise<void> =>
    store.transact((tx) => tx.releaseIdempotencyKey({ ...claim, ...over }), 'new');
  await release({ resourceId: 'co_2' });
  await release({ createdAt: NOON - 1 });
  assert.deepEqual(await store.findIdempotencyRecord(claim.scope, claim.key), claim);
  const answer = { status: 201, body: '{}' };
  await store.transact((tx) => tx.saveIdempotentResponse(claim.scope, claim.key, answer), 'new');
  await release();
  assert.deepEqual(await store.findIdempotencyRecord(claim.scope, claim.key), { ...claim, ...answer });
});

storeTest('an expired record is dropped with its response, a younger one stays', async (t) => {
  const store = await tempStore(t);
  const answer = { status: 201, body: '{}' };
  await store.transact((tx) => tx.claimIdempotencyKey(claim), 'new');
  await store.transact((tx) => tx.saveIdempotentResponse(claim.scope, claim.key, answer), 'new');
  const drop = (until: number): Promise<void> =>
    store.transact((tx) => tx.dropExpiredIdempotencyRecord(claim.scope, claim.key, until), 'new');
  await drop(NOON - 1);
  assert.deepEqual(await store.findIdempotencyRecord(claim.scope, claim.key), { ...claim, ...answer });
  await drop(NOON);
  assert.equal(await store.findIdempotencyRecord(claim.scope, claim.key), undefined);
});

storeTest('pruning deletes all records made before that time', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    for (let at = 0; at < 2_500; at += 1)
      await tx.claimIdempotencyKey({ ...claim, key: `old-${at}`, createdAt: NOON - 1 });
    await tx.claimIdempotencyKey({ ...claim, key: 'young' });
  }, 'new');
  assert.equal(await store.pruneIdempotencyRecords(NOON), 2_500);
  assert.equal(await store.findIdempotencyRecord(claim.scope, 'old-7'), undefined);
  assert.equal((await store.findIdempotencyRecord(claim.scope, 'young'))?.key, 'young');
  assert.equal(await store.pruneIdempotencyRecords(NOON), 0);
});
