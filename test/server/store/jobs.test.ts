import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job, JobKind, Store } from '../../../server/payments/ports.ts';
import { tempStore } from './temp-store.ts';

const LEASE = 60;

const schedule = (
  store: Store,
  runAt: number,
  over: { kind?: JobKind; key?: string; attempt?: number } = {},
): Promise<void> => store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt, ...over }));

const claim = async (store: Store, now: number, limit = 10): Promise<readonly Job[]> =>
  store.claimJobs(now, limit, LEASE);

async function claimOne(store: Store, now: number): Promise<Job> {
  const jobs = await claim(store, now);
  assert.equal(jobs.length, 1);
  return jobs[0]!;
}

test('a job is claimed when it is due, once, and gone when it is completed', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  assert.equal(await store.nextJobAt(), 100);
  assert.deepEqual(await claim(store, 99), []);
  const { id, version, ...job } = await claimOne(store, 100);
  assert.deepEqual(job, { kind: 'inquire', key: 'pay_1', attempt: 0 });
  assert.deepEqual(await claim(store, 100), []);
  await store.completeJob({ ...job, id, version });
  assert.equal(await store.nextJobAt(), undefined);
  assert.deepEqual(await claim(store, 1_000_000), []);
});

test('jobs are claimed longest due first, as many as asked for', async (t) => {
  const store = await tempStore(t);
  for (const [key, runAt] of [
    ['c', 3],
    ['a', 1],
    ['d', 4],
    ['b', 2],
  ] as const)
    await schedule(store, runAt, { key });
  const keys = async (now: number, limit: number): Promise<string[]> =>
    (await claim(store, now, limit)).map(({ key }) => key);
  assert.deepEqual(await keys(3, 2), ['a', 'b']);
  assert.deepEqual(await keys(3, 2), ['c']);
  assert.equal(await store.nextJobAt(), 4);
});

test('one job per kind and key; the earlier time wins, and the attempt that came with it', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  await schedule(store, 200, { attempt: 9 });
  assert.equal(await store.nextJobAt(), 100);
  await schedule(store, 100, { kind: 'expire_payment' });
  await schedule(store, 50);
  assert.equal(await store.nextJobAt(), 50);
  assert.deepEqual(
    (await claim(store, 50)).map(({ kind, attempt }) => [kind, attempt]),
    [['inquire', 0]],
  );
  assert.deepEqual(
    (await claim(store, 100)).map(({ kind }) => kind),
    ['expire_payment'],
  );

  await schedule(store, 500, { key: 'pay_2', attempt: 3 });
  await schedule(store, 400, { key: 'pay_2', attempt: 5 });
  assert.equal((await claim(store, 400)).find(({ key }) => key === 'pay_2')?.attempt, 5);
});

test('a retry comes at its time with the next attempt', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100, { attempt: 4 });
  await store.retryJob(await claimOne(store, 100), 130);
  assert.equal(await store.nextJobAt(), 130);
  assert.deepEqual(await claim(store, 129), []);
  assert.equal((await claimOne(store, 130)).attempt, 5);
});

test('asked for again while somebody has it, a job is not lost when they complete it', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100, { attempt: 7 });
  const job = await claimOne(store, 100);
  await schedule(store, 150);
  await schedule(store, 120);
  await schedule(store, 140, { attempt: 9 });
  assert.deepEqual(await claim(store, 125), [], 'it is still in the hands of the first');
  await store.completeJob(job);
  assert.equal(await store.nextJobAt(), 120);
  const again = await claimOne(store, 120);
  assert.equal(again.attempt, 0);
  await store.completeJob(again);
  assert.equal(await store.nextJobAt(), undefined);
});

test('asked for again while somebody has it, a job comes back at the earlier of both times', async (t) => {
  const store = await tempStore(t);
  for (const [again, retry, expected, attempt] of [
    [120, 200, 120, 3],
    [200, 120, 120, 1],
    [undefined, 120, 120, 1],
  ] as const) {
    await schedule(store, 100);
    const job = await claimOne(store, 100);
    if (again !== undefined) await schedule(store, again, { attempt: 3 });
    await store.retryJob(job, retry);
    assert.equal(await store.nextJobAt(), expected);
    const next = await claimOne(store, expected);
    assert.equal(next.attempt, attempt);
    await store.completeJob(next);
  }
});

test('a lease that ends gives the job to the next; who had it before changes nothing any more', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  const first = await claimOne(store, 100);
  assert.equal(await store.nextJobAt(), 100 + LEASE);
  assert.deepEqual(await claim(store, 100 + LEASE - 1), []);
  const second = await claimOne(store, 100 + LEASE);
  assert.equal(second.id, first.id);
  assert.notEqual(second.version, first.version);

  await store.completeJob(first);
  await store.retryJob(first, 100);
  assert.equal(await store.nextJobAt(), 100 + 2 * LEASE, 'it is in the hands of the second');
  await store.retryJob(second, 500);
  assert.equal(await store.nextJobAt(), 500);
  await store.retryJob(second, 300);
  await store.completeJob(first);
  assert.equal(await store.nextJobAt(), 500, 'given back once');
});

test('asked for again and then left by a worker that died, a job still runs when the lease ends', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  await claimOne(store, 100);
  await schedule(store, 5_000);
  const next = await claimOne(store, 100 + LEASE);
  await store.completeJob(next);
  assert.equal(await store.nextJobAt(), 5_000);
});

test('a dropped job is gone, also for who has it; made anew it is another job', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  const job = await claimOne(store, 100);
  await store.transact((tx) => tx.dropJob('inquire', 'pay_1'));
  assert.equal(await store.nextJobAt(), undefined);
  await schedule(store, 200);
  await store.completeJob(job);
  await store.retryJob(job, 150);
  assert.equal(await store.nextJobAt(), 200);
  await store.transact((tx) => tx.dropJob('inquire', 'nobody'));
});

test('claimers at the same moment share the jobs', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    for (let at = 0; at < 50; at += 1) await tx.scheduleJob({ kind: 'inquire', key: `pay_${at}`, runAt: at });
  });
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(store, 100, 7)));
  const keys = claims.flat().map(({ key }) => key);
  assert.equal(keys.length, 50);
  assert.equal(new Set(keys).size, 50);
});

test('lanes do not see each other', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 10, { kind: 'deliver', key: 'co_1' });
  await schedule(store, 20);
  assert.equal(await store.nextJobAt(), 10);
  assert.equal(await store.nextJobAt('storefront'), 10);
  assert.equal(await store.nextJobAt('provider'), 20);
  assert.deepEqual(
    (await store.claimJobs(30, 10, LEASE, 'provider')).map(({ kind }) => kind),
    ['inquire'],
  );
  assert.deepEqual(
    (await store.claimJobs(30, 10, LEASE, 'storefront')).map(({ kind }) => kind),
    ['deliver'],
  );
});

test('a job of a unit that is undone was never there', async (t) => {
  const store = await tempStore(t);
  await assert.rejects(
    store.transact(async (tx) => {
      await tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt: 1 });
      throw new Error('no');
    }),
    /no/,
  );
  assert.equal(await store.nextJobAt(), undefined);
});

test('what a dead process had claimed is due at once, and the dead can change nothing', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  await schedule(store, 500, { key: 'pay_2' });
  const lost = await claimOne(store, 100);
  assert.equal(await store.releaseJobs(101), 1);
  await store.completeJob(lost);
  const again = await claimOne(store, 101);
  assert.equal(again.key, 'pay_1');
  assert.equal(await store.nextJobAt(), 101 + LEASE);
});
