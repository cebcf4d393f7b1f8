import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  createJobRunner,
  type JobHandler,
  type JobRunner,
  type JobRunnerOptions,
} from '../../../server/jobs/runner.ts';
import {
  RequestPostponed,
  StorageUnavailable,
  type Clock,
  type Job,
  type JobKind,
  type Store,
} from '../../../server/payments/ports/ports.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { barePayment } from '../store/samples.ts';
import { filledStore, quiet, tempStore } from '../store/temp-store.ts';
import { manualTimers } from './manual-timers.ts';

interface Rig {
  readonly store: Store;
  readonly clock: Clock & { set(now: number): void };
  readonly runner: JobRunner;
  readonly timers: ReturnType<typeof manualTimers>;
  readonly logged: { message: string; facts: Record<string, unknown> }[];
  schedule(runAt: number, key?: string, kind?: JobKind): Promise<void>;
}

const POLL = 1_000;

async function rig(
  t: TestContext,
  handler: JobHandler,
  {
    concurrency = 4,
    wrap = (all: Store): JobRunnerOptions['store'] => all,
    deliver = handler,
    clock = virtualClock(10_000),
    store: given,
  }: Partial<Pick<Rig, 'clock' | 'store'>> & {
    concurrency?: number;
    wrap?: (store: Store) => JobRunnerOptions['store'];
    deliver?: JobHandler;
  } = {},
): Promise<Rig> {
  const store = given ?? (await tempStore(t));
  const timers = manualTimers(clock);
  const logged: Rig['logged'] = [];
  const handlers = {
    inquire: handler,
    expire_payment: handler,
    expire_checkout: handler,
    close_payment: handler,
    review_payment: handler,
    review_refund: handler,
    review_payout: handler,
    inquire_refund: handler,
    inquire_returns: handler,
    activate_method: handler,
    inquire_payout: handler,
    deliver,
  };
  const log = {
    ...quiet,
    error: (facts: object, message: string) => void logged.push({ message, facts: { ...facts } }),
  };
  const runner = createJobRunner({ store: wrap(store), clock, log, handlers, concurrency, pollMs: POLL, timers });
  t.after(() => runner.stop());
  return {
    store,
    clock,
    timers,
    runner,
    logged,
    schedule: (runAt, key = 'pay_1', kind = 'inquire') =>
      store.transact((tx) => tx.scheduleJob({ kind, key, runAt }), 'new'),
  };
}

/** Waits until pending work is done: the store needs a few turns of the event loop. */
async function rest(): Promise<void> {
  for (let turns = 0; turns < 30; turns += 1) await new Promise((resolve) => void setImmediate(resolve));
}

function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

test('runDue runs what is due by the clock, with what becomes due by it, and counts the runs', async (t) => {
  const ran: string[] = [];
  const { runner, schedule, clock, store } = await rig(t, async ({ key, retryCount }) => {
    ran.push(`${key} ${retryCount}`);
    return key === 'twice' && retryCount === 0 ? clock.now() : undefined;
  });
  await schedule(clock.now() + 1, 'later');
  await schedule(clock.now(), 'twice');
  await schedule(clock.now() - 5, 'once');
  assert.equal(await runner.runDue(), 3);
  assert.deepEqual(ran, ['once 0', 'twice 0', 'twice 1']);
  assert.equal(await runner.runDue(), 0);
  clock.set(clock.now() + 1);
  assert.equal(await runner.runDue(), 1);
  assert.equal(await store.nextJobAt(), undefined);
});

test('a postponed job runs again as it is, and its queue waits with it', async (t) => {
  const store = await filledStore(t);
  const ran: string[] = [];
  const refused: string[] = [];
  let room = 0;
  const { runner, clock, timers, logged } = await rig(
    t,
    async ({ key, retryCount, notified }) => {
      if (room === 0) {
        refused.push(key);
        throw new RequestPostponed(clock.now() + 500);
      }
      room -= 1;
      ran.push(`${key} ${retryCount} ${notified ? 'notified' : 'routine'}`);
      return undefined;
    },
    { store, concurrency: 1 },
  );
  await store.transact(async (tx) => {
    await tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt: clock.now() });
    await tx.scheduleJob({ kind: 'close_payment', key: 'pay_2', runAt: clock.now() + 1 });
  }, 'new');
  const start = clock.now();
  runner.start();
  await rest();
  assert.equal(await store.nextJobAt(), start, 'it keeps its place');
  assert.equal(await runner.nextAt(), start + 500);
  room = 2;
  timers.advance(499);
  await rest();
  assert.deepEqual(ran, []);
  timers.advance(1);
  await rest();
  assert.deepEqual(refused, ['pay_1'], 'the second job of the queue waited without being claimed');
  assert.deepEqual(ran, ['pay_1 0 routine', 'pay_2 0 routine']);
  assert.deepEqual(logged, []);
});

test('a postponed job keeps its priority, also where it was scheduled again meanwhile', async (t) => {
  const store = await filledStore(t);
  const now = 10_000;
  const schedule = (key: string, notified: boolean): Promise<void> =>
    store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key, runAt: now, notified }), 'new');
  await schedule('pay_1', true);
  await schedule('pay_2', false);
  const claimed = await store.claimJobs(now, 10, 60_000);
  await schedule('pay_2', true);
  for (const job of claimed) await store.postponeJob(job);
  const again = await store.claimJobs(now, 10, 1);
  assert.deepEqual(
    again.map(({ key, notified, retryCount }) => [key, notified, retryCount]),
    [
      ['pay_1', true, 0],
      ['pay_2', true, 0],
    ],
  );
});

test('a handler that returns a time is run again then, with the next retry count', async (t) => {
  const deliveryAttempts: number[] = [];
  const { runner, schedule, clock, store } = await rig(t, async ({ retryCount }) => {
    deliveryAttempts.push(retryCount);
    return retryCount < 2 ? clock.now() + 100 : undefined;
  });
  await schedule(clock.now());
  for (let round = 0; round < 4; round += 1) {
    await runner.runDue();
    clock.set(clock.now() + 100);
  }
  assert.deepEqual(deliveryAttempts, [0, 1, 2]);
  assert.equal(await store.nextJobAt(), undefined);
});

test('a handler that throws is logged and run again after a pause that grows to ten minutes; success resets it', async (t) => {
  let fails = true;
  const { runner, schedule, clock, store, logged } = await rig(t, async () => {
    if (fails) throw new Error('broken');
    return clock.now() + 1;
  });
  await schedule(clock.now());
  const pauses: number[] = [];
  const runOnce = async (): Promise<number> => {
    await runner.runDue();
    const next = (await store.nextJobAt()) ?? 0;
    const pause = next - clock.now();
    clock.set(next);
    return pause;
  };
  for (let round = 0; round < 13; round += 1) pauses.push(await runOnce());
  assert.deepEqual(
    pauses.map((ms) => ms / 1_000),
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600],
  );
  assert.equal(logged.length, 13);
  assert.deepEqual(
    { ...logged[0]?.facts, error: undefined },
    { kind: 'inquire', key: 'pay_1', retryCount: 0, pauseMs: 1_000, error: undefined },
  );
  fails = false;
  await runOnce();
  fails = true;
  assert.equal(await runOnce(), 1_000);
});

test('the pause after a failure goes on growing in another process', async (t) => {
  const fail = async (): Promise<undefined> => {
    throw new Error('broken');
  };
  const first = await rig(t, fail);
  await first.schedule(first.clock.now());
  await first.runner.runDue();
  first.clock.set(first.clock.now() + 1_000);
  await first.runner.runDue();
  const second = await rig(t, fail, { store: first.store, clock: first.clock });
  first.clock.set(first.clock.now() + 2_000);
  await second.runner.runDue();
  assert.equal(second.logged[0]?.facts['pauseMs'], 4_000);
});

test('a job scheduled again during its run runs again', async (t) => {
  let runs = 0;
  const { runner, schedule, clock } = await rig(t, async () => {
    runs += 1;
    if (runs === 1) await schedule(clock.now());
    return undefined;
  });
  await schedule(clock.now());
  await runner.runDue();
  assert.equal(runs, 2);
});

test('a started runner runs due jobs, then waits for the next one, at most the poll time', async (t) => {
  const ran: string[] = [];
  const { runner, schedule, clock, timers } = await rig(t, async ({ key }) => void ran.push(key));
  await schedule(clock.now(), 'now');
  await schedule(clock.now() + 300, 'soon');
  await schedule(clock.now() + 5_000, 'late');
  await rest();
  assert.deepEqual(ran, [], 'nothing before the start');
  runner.start();
  await rest();
  assert.deepEqual(ran, ['now']);
  assert.deepEqual(timers.waits(), [300]);
  timers.advance(300);
  await rest();
  assert.deepEqual(ran, ['now', 'soon']);
  assert.deepEqual(timers.waits(), [POLL]);
  for (let ms = 0; ms < 4_700; ms += POLL) {
    timers.advance(Math.min(POLL, 4_700 - ms));
    await rest();
  }
  assert.deepEqual(ran, ['now', 'soon', 'late']);
});

test('waking makes it check at once; before the start and after the stop it does not', async (t) => {
  const ran: string[] = [];
  const { runner, schedule, clock } = await rig(t, async ({ key }) => void ran.push(key));
  await schedule(clock.now(), 'early');
  runner.wake();
  await rest();
  assert.deepEqual(ran, []);
  runner.start();
  await rest();
  await schedule(clock.now(), 'unheard');
  await rest();
  assert.deepEqual(ran, ['early']);
  for (let times = 0; times < 100; times += 1) runner.wake();
  await rest();
  assert.deepEqual(ran, ['early', 'unheard']);
  await runner.stop();
  await schedule(clock.now(), 'after');
  runner.wake();
  await rest();
  assert.deepEqual(ran, ['early', 'unheard']);
});

test('at most so many jobs run at once; each that ends frees a slot', async (t) => {
  const gates = new Map<string, ReturnType<typeof gate>>();
  let most = 0;
  let now = 0;
  const { runner, schedule, clock } = await rig(
    t,
    async ({ key }) => {
      now += 1;
      most = Math.max(most, now);
      const own = gate();
      gates.set(key, own);
      await own.opened;
      now -= 1;
      return undefined;
    },
    { concurrency: 4 },
  );
  for (let at = 0; at < 7; at += 1) await schedule(clock.now() - 10 + at, `k${at}`);
  runner.start();
  await rest();
  assert.deepEqual([...gates.keys()], ['k0', 'k1', 'k2']);
  gates.get('k1')?.open();
  await rest();
  assert.deepEqual([...gates.keys()], ['k0', 'k1', 'k2', 'k3']);
  for (const open of [...gates.values()]) open.open();
  await rest();
  for (const open of [...gates.values()]) open.open();
  await rest();
  assert.equal(gates.size, 7);
  assert.equal(most, 3);
});

test('a storefront that does not respond takes no slots from provider jobs', async (t) => {
  const held = gate();
  const ran: string[] = [];
  const { runner, schedule, clock } = await rig(t, async ({ key }) => void ran.push(key), {
    concurrency: 2,
    deliver: async () => {
      await held.opened;
      return undefined;
    },
  });
  for (let at = 0; at < 10; at += 1) await schedule(clock.now() - 100, `co_${at}`, 'deliver');
  for (let at = 0; at < 10; at += 1) await schedule(clock.now(), `pay_${at}`);
  runner.start();
  await rest();
  assert.equal(ran.length, 10);
  held.open();
});

/** A started runner over payments of two providers, of which one never answers. */
async function silentRig(t: TestContext, concurrency: number) {
  const held = gate();
  t.after(() => held.open());
  const started: string[] = [];
  const store = await filledStore(t);
  await store.transact(async (tx) => {
    for (let at = 0; at < 40; at += 1) {
      const id = `pay_s${at}`;
      await tx.insertPayment(barePayment({ id, merchantReference: id, provider: 'silent' }));
      await tx.scheduleJob({ kind: at % 2 === 0 ? 'inquire' : 'expire_payment', key: id, runAt: 9_000 });
    }
  }, 'new');
  const { runner } = await rig(
    t,
    async ({ key }) => {
      started.push(key);
      if (key.startsWith('pay_s')) await held.opened;
      return undefined;
    },
    { concurrency, store },
  );
  runner.start();
  await rest();
  return { store, started, runner };
}

test('a provider that does not respond delays no other: each has its own slots (D8)', async (t) => {
  const { store, started, runner } = await silentRig(t, 8);
  assert.equal(started.length, 6);
  await store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt: 10_000 }), 'new');
  await store.transact((tx) => tx.scheduleJob({ kind: 'expire_checkout', key: 'co_1', runAt: 10_000 }), 'new');
  runner.wake();
  await rest();
  assert.deepEqual(started.slice(6).toSorted(), ['co_1', 'pay_1']);
});

test('notified jobs find a slot among routine jobs, and take three quarters at most (D8)', async (t) => {
  const { store, started, runner } = await silentRig(t, 8);
  for (let at = 30; at < 40; at += 1)
    await store.transact(
      (tx) => tx.scheduleJob({ kind: 'inquire', key: `pay_s${at}`, runAt: 9_999, notified: true }),
      'new',
    );
  runner.wake();
  await rest();
  assert.equal(started.length, 8);
  assert.ok(started.slice(6).every((key) => Number(key.slice(5)) >= 30));
});

test('with many notified jobs a quarter of the slots stays for routine jobs (D8)', async (t) => {
  const held = gate();
  t.after(() => held.open());
  const started: string[] = [];
  const { store, runner, clock } = await rig(
    t,
    async ({ key, notified }) => {
      started.push(`${key} ${notified}`);
      await held.opened;
      return undefined;
    },
    { concurrency: 8 },
  );
  for (let at = 0; at < 20; at += 1)
    await store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key: `n${at}`, runAt: 1, notified: true }), 'new');
  for (let at = 0; at < 20; at += 1)
    await store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key: `r${at}`, runAt: clock.now() }), 'new');
  runner.start();
  await rest();
  assert.deepEqual(
    started.toSorted(),
    ['n0', 'n1', 'n2', 'n3', 'n4', 'n5'].map((key) => `${key} true`).concat(['r0 false', 'r1 false']),
  );
});

/** The same clock, which a test can set back. */
function adjustable(start: number): Clock & { set(now: number): void } {
  let now = start;
  return { now: () => now, set: (to) => (now = to) };
}

test('the clock is set back an hour: nothing waits an hour longer (D25)', async (t) => {
  const clock = adjustable(10_000_000);
  const ran: string[] = [];
  const { runner, schedule } = await rig(t, async ({ key }) => void ran.push(key), { clock });
  await schedule(clock.now() + 30_000, 'soon');
  await runner.runDue();
  clock.set(clock.now() - 3_600_000);
  assert.equal(await runner.runDue(), 0);
  clock.set(clock.now() + 30_000);
  assert.equal(await runner.runDue(), 1);
  assert.deepEqual(ran, ['soon']);
});

test('the clock was set back while no process ran: nothing waits longer either (D25)', async (t) => {
  const clock = adjustable(10_000_000);
  const first = await rig(t, async () => undefined, { clock });
  await first.schedule(clock.now() - 1, 'early');
  await first.runner.runDue();
  await first.schedule(clock.now(), 'due');
  clock.set(clock.now() - 3_600_000);
  const second = await rig(t, async () => undefined, { clock, store: first.store });
  assert.equal(await second.runner.runDue(), 1);
});

test('a readiness check before the first run does not hide that the clock was set back (D25)', async (t) => {
  const clock = adjustable(10_000_000);
  const first = await rig(t, async () => undefined, { clock });
  await first.runner.runDue();
  await first.schedule(clock.now(), 'due');
  clock.set(clock.now() - 3_600_000);
  await first.store.check(clock.now());
  const second = await rig(t, async () => undefined, { clock, store: first.store });
  assert.equal(await second.runner.runDue(), 1);
});

test('the clock steps forward past a lease: the running job is not started a second time (D25)', async (t) => {
  const held = gate();
  t.after(() => held.open());
  const clock = adjustable(10_000);
  let runs = 0;
  const { runner, schedule } = await rig(
    t,
    async () => {
      runs += 1;
      await held.opened;
      return undefined;
    },
    { clock },
  );
  await schedule(clock.now());
  runner.start();
  await rest();
  clock.set(clock.now() + 3_600_000);
  runner.wake();
  await rest();
  assert.equal(runs, 1);
});

test('stopping waits for running jobs and claims no more', async (t) => {
  const held = gate();
  const done: string[] = [];
  const { runner, schedule, clock, store } = await rig(
    t,
    async ({ key }) => {
      await held.opened;
      done.push(key);
      return undefined;
    },
    { concurrency: 1 },
  );
  await schedule(clock.now() - 1, 'running');
  await schedule(clock.now(), 'waiting');
  runner.start();
  await rest();
  let stopped = false;
  const stopping = runner.stop().then(() => (stopped = true));
  await rest();
  assert.equal(stopped, false);
  held.open();
  await stopping;
  assert.deepEqual(done, ['running']);
  assert.deepEqual(
    (await store.claimJobs(clock.now(), 10, 1)).map(({ key }) => key),
    ['waiting'],
  );
});

const clockOf = (store: Store): Pick<Store, 'isShared' | 'bringForward' | 'noteTime'> => ({
  isShared: store.isShared,
  bringForward: (...given) => store.bringForward(...given),
  noteTime: (now) => store.noteTime(now),
});

/** A store in which the results of one query are held back until a gate is opened. */
const holding =
  (question: 'jobQueues' | 'claimJobs', until: Promise<void>) =>
  (store: Store): JobRunnerOptions['store'] => ({
    ...clockOf(store),
    jobQueues: async () => {
      const answer = await store.jobQueues();
      if (question === 'jobQueues') await until;
      return answer;
    },
    claimJobs: async (...given) => {
      const jobs = await store.claimJobs(...given);
      if (question === 'claimJobs') await until;
      return jobs;
    },
    completeJob: (job) => store.completeJob(job),
    retryJob: (job, runAt) => store.retryJob(job, runAt),
    postponeJob: (job) => store.postponeJob(job),
  });

test('woken during a check it checks again: what it read may be outdated', async (t) => {
  const held = gate();
  const ran: string[] = [];
  const { runner, schedule, clock } = await rig(t, async ({ key }) => void ran.push(key), {
    wrap: holding('jobQueues', held.opened),
  });
  runner.start();
  await rest();
  await schedule(clock.now(), 'new');
  runner.wake();
  held.open();
  await rest();
  assert.deepEqual(ran, ['new']);
});

test('stopped during a check it claims nothing', async (t) => {
  const held = gate();
  const { runner, schedule, clock, store } = await rig(t, async () => undefined, {
    wrap: holding('jobQueues', held.opened),
  });
  await schedule(clock.now(), 'waiting');
  runner.start();
  await rest();
  const stopping = runner.stop();
  held.open();
  await stopping;
  assert.equal((await store.claimJobs(clock.now(), 10, 1)).length, 1);
});

test('stopped during a claim it finishes the jobs it has claimed', async (t) => {
  const held = gate();
  const ran: string[] = [];
  const { runner, schedule, clock, store } = await rig(t, async ({ key }) => void ran.push(key), {
    wrap: holding('claimJobs', held.opened),
  });
  await schedule(clock.now());
  runner.start();
  await rest();
  const stopping = runner.stop();
  await rest();
  held.open();
  await stopping;
  assert.deepEqual(ran, ['pay_1']);
  assert.equal(await store.nextJobAt(), undefined);
});

test('after a storage failure jobs are claimed again once it works', async (t) => {
  let broken = true;
  const ran: string[] = [];
  const { runner, schedule, clock, timers, logged } = await rig(t, async ({ key }) => void ran.push(key), {
    wrap: (store) => ({
      claimJobs: (...given: Parameters<Store['claimJobs']>) =>
        broken ? Promise.reject(new StorageUnavailable('full')) : store.claimJobs(...given),
      ...clockOf(store),
      jobQueues: () => store.jobQueues(),
      completeJob: (job: Job) => store.completeJob(job),
      retryJob: (job: Job, runAt: number) => store.retryJob(job, runAt),
      postponeJob: (job: Job) => store.postponeJob(job),
    }),
  });
  await schedule(clock.now());
  runner.start();
  await rest();
  assert.deepEqual(
    logged.map(({ message }) => message),
    ['claiming due jobs failed'],
  );
  broken = false;
  timers.advance(POLL);
  await rest();
  assert.deepEqual(ran, ['pay_1']);
});

test('a job that could not be completed runs again when its lease ends', async (t) => {
  let broken = true;
  const ran: string[] = [];
  const { runner, schedule, clock, logged } = await rig(t, async ({ key }) => void ran.push(key), {
    wrap: (store) => ({
      claimJobs: (...given: Parameters<Store['claimJobs']>) => store.claimJobs(...given),
      ...clockOf(store),
      jobQueues: () => store.jobQueues(),
      completeJob: (job: Job) => (broken ? Promise.reject(new StorageUnavailable('full')) : store.completeJob(job)),
      retryJob: (job: Job, runAt: number) => store.retryJob(job, runAt),
      postponeJob: (job: Job) => store.postponeJob(job),
    }),
  });
  await schedule(clock.now());
  await runner.runDue();
  assert.equal(logged.length, 1);
  broken = false;
  clock.set(clock.now() + 59_999);
  assert.equal(await runner.runDue(), 0);
  clock.set(clock.now() + 1);
  assert.equal(await runner.runDue(), 1);
  assert.deepEqual(ran, ['pay_1', 'pay_1']);
});

test('a job whose end could not be stored for a moment is not run again', async (t) => {
  let failures = 2;
  const ran: string[] = [];
  const { runner, schedule, clock, store, timers, logged } = await rig(t, async ({ key }) => void ran.push(key), {
    wrap: (all) => ({
      claimJobs: (...given: Parameters<Store['claimJobs']>) => all.claimJobs(...given),
      ...clockOf(all),
      jobQueues: () => all.jobQueues(),
      completeJob: (job: Job) =>
        (failures -= 1) >= 0 ? Promise.reject(new StorageUnavailable('gone')) : all.completeJob(job),
      retryJob: (job: Job, runAt: number) => all.retryJob(job, runAt),
      postponeJob: (job: Job) => all.postponeJob(job),
    }),
  });
  await schedule(clock.now());
  runner.start();
  for (let round = 0; round < 4; round += 1) {
    await rest();
    timers.advance(500);
  }
  await rest();
  assert.deepEqual([ran, logged], [['pay_1'], []]);
  assert.equal(await store.nextJobAt(), undefined);
});

test('two runners on one storage run each job once', async (t) => {
  const ran: string[] = [];
  const first = await rig(t, async ({ key }) => void ran.push(key));
  const handler: JobHandler = async ({ key }) => void ran.push(key);
  const second = createJobRunner({
    store: first.store,
    clock: first.clock,
    log: quiet,
    handlers: {
      inquire: handler,
      expire_payment: handler,
      expire_checkout: handler,
      close_payment: handler,
      review_payment: handler,
      review_refund: handler,
      review_payout: handler,
      inquire_refund: handler,
      inquire_returns: handler,
      activate_method: handler,
      inquire_payout: handler,
      deliver: handler,
    },
    concurrency: 4,
    pollMs: POLL,
    timers: first.timers,
  });
  t.after(() => second.stop());
  for (let at = 0; at < 40; at += 1) await first.schedule(first.clock.now(), `k${at}`);
  first.runner.start();
  second.start();
  await rest();
  await rest();
  assert.equal(ran.length, 40);
  assert.equal(new Set(ran).size, 40);
});
