import assert from 'node:assert/strict';
import type { Job, JobKind, Store } from '../../../server/payments/ports/ports.ts';
import { barePayment, payout, refund, savedMethod } from './samples.ts';
import { filledStore, storeTest, tempStore } from './temp-store.ts';

const LEASE = 60;

const schedule = (
  store: Store,
  runAt: number,
  over: { kind?: JobKind; key?: string; notified?: boolean } = {},
): Promise<void> => store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt, ...over }), 'new');

const claim = async (store: Store, now: number, limit = 10): Promise<readonly Job[]> =>
  store.claimJobs(now, limit, LEASE);

async function claimOne(store: Store, now: number): Promise<Job> {
  const jobs = await claim(store, now);
  assert.equal(jobs.length, 1);
  return jobs[0]!;
}

storeTest('a job is claimed when it is due, once, and gone when it is completed', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  assert.equal(await store.nextJobAt(), 100);
  assert.deepEqual(await claim(store, 99), []);
  const { id, version, ...job } = await claimOne(store, 100);
  assert.deepEqual(job, {
    lane: 'provider:',
    kind: 'inquire',
    key: 'pay_1',
    dueAt: 100,
    retryCount: 0,
    failures: 0,
    notified: false,
  });
  assert.deepEqual(await claim(store, 100), []);
  await store.completeJob({ ...job, id, version });
  assert.equal(await store.nextJobAt(), undefined);
  assert.deepEqual(await claim(store, 1_000_000), []);
});

storeTest('jobs are claimed longest due first, up to the limit', async (t) => {
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

storeTest('one job for each kind and key; the earlier time wins', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  await schedule(store, 200);
  assert.equal(await store.nextJobAt(), 100);
  await schedule(store, 100, { kind: 'expire_payment' });
  await schedule(store, 50);
  assert.equal(await store.nextJobAt(), 50);
  assert.deepEqual(
    (await claim(store, 50)).map(({ kind, retryCount }) => [kind, retryCount]),
    [['inquire', 0]],
  );
  assert.deepEqual(
    (await claim(store, 100)).map(({ kind }) => kind),
    ['expire_payment'],
  );

  await schedule(store, 500, { key: 'pay_2' });
  await schedule(store, 400, { key: 'pay_2' });
  assert.ok((await claim(store, 400)).some(({ key }) => key === 'pay_2'));
});

storeTest('a retry runs at its time with the next retry count', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  await store.retryJob(await claimOne(store, 100), 130);
  assert.equal(await store.nextJobAt(), 130);
  assert.deepEqual(await claim(store, 129), []);
  const again = await claimOne(store, 130);
  assert.equal(again.retryCount, 1);
  await store.retryJob(again, 160);
  assert.equal((await claimOne(store, 160)).retryCount, 2);
});

storeTest('a job scheduled again during its run is not lost when the run completes', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 90);
  await store.retryJob(await claimOne(store, 90), 100);
  const job = await claimOne(store, 100);
  assert.equal(job.retryCount, 1);
  await schedule(store, 150);
  await schedule(store, 120);
  await schedule(store, 140);
  assert.deepEqual(await claim(store, 125), [], 'it is still in the hands of the first');
  await store.completeJob(job);
  assert.equal(await store.nextJobAt(), 120);
  const again = await claimOne(store, 120);
  assert.equal(again.retryCount, 0);
  await store.completeJob(again);
  assert.equal(await store.nextJobAt(), undefined);
});

storeTest('a job scheduled again during its run runs at the earlier of both times', async (t) => {
  const store = await tempStore(t);
  for (const [again, retry, expected] of [
    [120, 200, 120],
    [200, 120, 120],
    [undefined, 120, 120],
  ] as const) {
    await schedule(store, 100);
    const job = await claimOne(store, 100);
    if (again !== undefined) await schedule(store, again);
    await store.retryJob(job, retry);
    assert.equal(await store.nextJobAt(), expected);
    const next = await claimOne(store, expected);
    assert.equal(next.retryCount, 1);
    await store.completeJob(next);
  }
});

storeTest('when a lease ends the job can be claimed again; the former holder cannot change it', async (t) => {
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

storeTest('a job scheduled again during its run still runs when its worker dies and the lease ends', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  await claimOne(store, 100);
  await schedule(store, 5_000);
  const next = await claimOne(store, 100 + LEASE);
  await store.completeJob(next);
  assert.equal(await store.nextJobAt(), 5_000);
});

storeTest('a dropped job is gone, also for its holder; scheduled again it is another job', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  const job = await claimOne(store, 100);
  await store.transact((tx) => tx.dropJob('inquire', 'pay_1'), 'new');
  assert.equal(await store.nextJobAt(), undefined);
  await schedule(store, 200);
  await store.completeJob(job);
  await store.retryJob(job, 150);
  assert.equal(await store.nextJobAt(), 200);
  await store.transact((tx) => tx.dropJob('inquire', 'nobody'), 'new');
});

storeTest('concurrent claims share the jobs', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    for (let at = 0; at < 50; at += 1) await tx.scheduleJob({ kind: 'inquire', key: `pay_${at}`, runAt: at });
  }, 'new');
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(store, 100, 7)));
  const keys = claims.flat().map(({ key }) => key);
  assert.equal(keys.length, 50);
  assert.equal(new Set(keys).size, 50);
});

storeTest('every provider has its own queue, and another for jobs that notifications cause (D8)', async (t) => {
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    await tx.insertPayment(barePayment({ id: 'pay_3', merchantReference: 'REF3', provider: 'another-bank' }));
    await tx.insertRefund(refund({ paymentId: 'pay_3' }));
    await tx.insertSavedMethod(savedMethod());
    await tx.insertPayout(payout({ provider: 'another-bank' }));
  }, 'new');
  await schedule(store, 10, { kind: 'deliver', key: 'co_1' });
  await schedule(store, 20);
  await schedule(store, 21, { kind: 'activate_method', key: 'tok_1' });
  await schedule(store, 22, { kind: 'expire_payment', key: 'pay_3' });
  await schedule(store, 23, { kind: 'inquire_refund', key: 'rf_1' });
  await schedule(store, 24, { kind: 'inquire_payout', key: 'po_1', notified: true });
  await schedule(store, 25, { kind: 'expire_checkout', key: 'co_1' });
  assert.equal(await store.nextJobAt(), 10);
  assert.deepEqual(await store.jobQueues(), [
    { lane: 'checkouts', notified: false, dueAt: 25 },
    { lane: 'provider:another-bank', notified: false, dueAt: 22 },
    { lane: 'provider:another-bank', notified: true, dueAt: 24 },
    { lane: 'provider:bank-of-tests', notified: false, dueAt: 20 },
    { lane: 'storefront', notified: false, dueAt: 10 },
  ]);
  const claimed = async (lane: string, notified: boolean): Promise<string[]> =>
    (await store.claimJobs(30, 10, LEASE, { lane, notified })).map(({ kind }) => kind);
  assert.deepEqual(await claimed('provider:another-bank', true), ['inquire_payout']);
  assert.deepEqual(await claimed('provider:another-bank', false), ['expire_payment', 'inquire_refund']);
  assert.deepEqual(await claimed('storefront', false), ['deliver']);
});

storeTest('each queue is found with its earliest job, however many jobs wait (D8)', async (t) => {
  const store = await filledStore(t);
  const later = Array.from({ length: 120 }, (_, at) => at);
  await store.transact(async (tx) => {
    for (const at of later) {
      await tx.scheduleJob({ kind: 'expire_checkout', key: `co_${at + 10}`, runAt: 200 - at });
      await tx.scheduleJob({ kind: 'deliver', key: `co_${at + 10}`, runAt: 300 + at });
    }
  }, 'new');
  await schedule(store, 20);
  assert.deepEqual(await store.jobQueues(), [
    { lane: 'checkouts', notified: false, dueAt: 81 },
    { lane: 'provider:bank-of-tests', notified: false, dueAt: 20 },
    { lane: 'storefront', notified: false, dueAt: 300 },
  ]);
});

storeTest('a notification makes a waiting job urgent, and a running one urgent the next time (D8)', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 50);
  await schedule(store, 60, { notified: true });
  const [first] = await claim(store, 50);
  assert.deepEqual([first?.notified, first?.retryCount], [true, 0]);
  assert.ok(first);
  await store.retryJob(first, 70);
  const [routine] = await claim(store, 70);
  assert.equal(routine?.notified, false);
  await schedule(store, 71, { notified: true });
  assert.ok(routine);
  await store.completeJob(routine);
  assert.equal((await claim(store, 71))[0]?.notified, true);
});

storeTest('a job that the caller still runs is not claimed, even when its lease has ended (D25)', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 1);
  const [job] = await claim(store, 1);
  assert.ok(job);
  assert.deepEqual(await store.claimJobs(1 + 10 * LEASE, 5, LEASE, undefined, [job.id]), []);
});

storeTest('bringing forward shortens what waits; what is due keeps its time (D25)', async (t) => {
  const store = await tempStore(t);
  await store.transact(async (tx) => {
    for (let at = 0; at < 4_100; at += 1)
      await tx.scheduleJob({ kind: 'inquire', key: `pay_${at}`, runAt: at < 10 ? 5 : 5_000 + at });
  }, 'new');
  await store.bringForward(4_000, 1_000);
  const due = await claim(store, 1_000, 100);
  assert.equal(due.length, 10);
  for (const job of due) await store.completeJob(job);
  assert.equal((await claim(store, 5_099, 5_000)).length, 4_090);
});

storeTest('a job of a unit that was rolled back does not exist', async (t) => {
  const store = await tempStore(t);
  await assert.rejects(
    store.transact(async (tx) => {
      await tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt: 1 });
      throw new Error('no');
    }, 'new'),
    /no/,
  );
  assert.equal(await store.nextJobAt(), undefined);
});

storeTest('jobs that a dead process had claimed are due at once, and its claims are void', async (t) => {
  const store = await tempStore(t);
  await schedule(store, 100);
  await schedule(store, 500, { key: 'pay_2' });
  const expired = await claimOne(store, 100);
  assert.equal(await store.unlockJobs(101), 1);
  await store.completeJob(expired);
  const again = await claimOne(store, 101);
  assert.equal(again.key, 'pay_1');
  assert.equal(await store.nextJobAt(), 101 + LEASE);
});

storeTest('a postponed job is due as it was, before those that were due later', async (t) => {
  const store = await filledStore(t);
  await schedule(store, 90, { notified: true });
  await store.retryJob(await claimOne(store, 90), 100);
  await schedule(store, 100, { notified: true });
  await schedule(store, 101, { key: 'pay_2', notified: true });
  const [job, later] = await claim(store, 200);
  assert.ok(job !== undefined && later !== undefined);
  // Scheduled again during its run.
  await schedule(store, 150, { key: 'pay_2' });
  await store.postponeJob(later);
  await store.postponeJob(job);
  assert.equal(await store.nextJobAt(), 100);
  const again = await claim(store, 200);
  assert.deepEqual(
    again.map(({ key, retryCount, notified, dueAt }) => [key, retryCount, notified, dueAt]),
    [
      ['pay_1', 1, true, 100],
      ['pay_2', 0, true, 101],
    ],
  );
  await store.postponeJob(job);
  assert.deepEqual(await claim(store, 200), [], 'one that was claimed again is not given back');
});
