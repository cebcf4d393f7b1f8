import type { Instant } from '../payments/model/model.ts';
import type { Clock, Job, JobQueue, Log, Store } from '../payments/ports/ports.ts';
import { createSlots } from './slots.ts';
import type { Timers } from './timers.ts';

export interface DispatcherOptions {
  readonly store: Pick<Store, 'claimJobs' | 'jobQueues'>;
  readonly clock: Clock;
  readonly log: Log;
  /** How many jobs of one lane run at the same time at most. */
  readonly concurrency: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  readonly timers: Timers;
  /** Called before each look, with its moment. */
  readonly observe: (now: Instant) => Promise<void>;
  /** Never rejects. */
  readonly run: (job: Job) => Promise<void>;
}

export interface Dispatcher {
  start(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** Claims jobs as they become due and runs them, each lane within its own slots. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, log, pollMs, leaseMs, timers, run } = options;
  const slots = createSlots(options.concurrency);
  const running = new Map<string, Promise<void>>();
  let started = false;
  let looking: Promise<void> | undefined;
  let askedMeanwhile = false;
  let cancelWait: (() => void) | undefined;

  function launch(queue: JobQueue, job: Job): void {
    const free = slots.take(queue);
    const done: Promise<void> = run(job).finally(() => {
      running.delete(job.id);
      free();
      wake();
    });
    running.set(job.id, done);
  }

  /** Claims as much as there is room for, until nothing is due; then waits for what is due next. */
  async function look(): Promise<void> {
    for (;;) {
      askedMeanwhile = false;
      await options.observe(clock.now());
      const queues = await store.jobQueues();
      if (!started) return;
      // A full queue is not waited for: the first of its jobs that ends wakes us.
      const open = queues.filter((queue) => slots.room(queue) > 0);
      const now = clock.now();
      const due = open.filter(({ dueAt }) => dueAt <= now);
      // What notifications ask for comes first where both want the last slots.
      const claimed =
        (await claimAll(due.filter(({ notified }) => notified))) +
        (await claimAll(due.filter(({ notified }) => !notified)));
      if (claimed === 0) {
        wait(Math.min(...open.map(({ dueAt }) => (dueAt > now ? dueAt : Infinity))));
        return;
      }
    }
  }

  /** Of one queue of a lane each, so that none of them takes another's room. */
  async function claimAll(queues: readonly JobQueue[]): Promise<number> {
    const claimed = await Promise.all(queues.map(claim));
    return claimed.reduce((sum, count) => sum + count, 0);
  }

  async function claim(queue: JobQueue): Promise<number> {
    const room = slots.room(queue);
    if (room <= 0 || !started) return 0;
    // A lease may end under a running job, when the clock steps forward: it is not started a second time.
    const jobs = await store.claimJobs(clock.now(), room, leaseMs, queue, [...running.keys()]);
    for (const job of jobs) launch(queue, job);
    return jobs.length;
  }

  function wait(until: Instant): void {
    cancelWait?.();
    cancelWait = timers.after(Math.max(0, Math.min(pollMs, until - clock.now())), wake);
  }

  function wake(): void {
    askedMeanwhile = true;
    if (!started || looking !== undefined) return;
    looking = look()
      .catch((error: unknown) => {
        log.error({ error }, 'jobs could not be claimed');
        askedMeanwhile = false;
        if (started) wait(Infinity);
      })
      .finally(() => {
        looking = undefined;
        if (askedMeanwhile) wake();
      });
  }

  return {
    start() {
      started = true;
      wake();
    },
    wake,
    async stop() {
      started = false;
      cancelWait?.();
      await looking;
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
