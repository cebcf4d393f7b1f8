import type { Instant } from '../payments/model/model.ts';
import type { Clock, Job, JobQueue, Log, Store } from '../payments/ports/ports.ts';
import type { QueuePauses } from './queue-pauses.ts';
import { createSlots } from './slots.ts';
import type { Timers } from '../platform/timers.ts';

export interface DispatcherOptions {
  readonly store: Pick<Store, 'claimJobs' | 'jobQueues'>;
  readonly clock: Clock;
  readonly log: Log;
  /** How many jobs of one lane run at the same time at most. */
  readonly concurrency: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  readonly timers: Timers;
  /** The instance that claims; absent where there is only one. */
  readonly claimedBy?: (() => string | undefined) | undefined;
  /** Called with the time before each check for due jobs. */
  readonly observe: (now: Instant) => Promise<void>;
  readonly pauses: Pick<QueuePauses, 'endOf'>;
  /** Never rejects. */
  readonly run: (job: Job) => Promise<void>;
}

export interface Dispatcher {
  start(): void;
  /** A job is due at that time; default: now. */
  wake(dueAt?: Instant): void;
  stop(): Promise<void>;
}

/** Claims jobs as they become due and runs them, each lane within its own slots. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, log, pollMs, leaseMs, timers, pauses, run } = options;
  const slots = createSlots(options.concurrency);
  const running = new Map<string, Promise<void>>();
  let started = false;
  let checking: Promise<void> | undefined;
  /** When the earliest job is due that was scheduled since the last look at the queues. */
  let dueMeanwhile = Infinity;
  let waitingUntil = Infinity;
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

  /** Claims and starts due jobs while there is room, then waits for the next one to become due. */
  async function check(): Promise<void> {
    for (;;) {
      dueMeanwhile = Infinity;
      await options.observe(clock.now());
      const queues = await store.jobQueues();
      if (!started) return;
      // Full queues are skipped: the end of one of their jobs calls `wake`.
      const open = queues
        .filter((queue) => slots.room(queue) > 0)
        .map((queue) => ({ ...queue, dueAt: Math.max(queue.dueAt, pauses.endOf(queue)) }));
      const now = clock.now();
      const due = open.filter(({ dueAt }) => dueAt <= now);
      // Jobs that a notification caused get the last slots before routine jobs.
      const claimed =
        (await claimAll(due.filter(({ notified }) => notified))) +
        (await claimAll(due.filter(({ notified }) => !notified)));
      if (claimed === 0) {
        wait(Math.min(...open.map(({ dueAt }) => (dueAt > now ? dueAt : Infinity))));
        return;
      }
    }
  }

  /** At most one queue of each lane, so that none takes another's slots. */
  async function claimAll(queues: readonly JobQueue[]): Promise<number> {
    const claimed = await Promise.all(queues.map(claim));
    return claimed.reduce((sum, count) => sum + count, 0);
  }

  async function claim(queue: JobQueue): Promise<number> {
    const room = slots.room(queue);
    if (room <= 0 || !started) return 0;
    // A step of the clock may end the lease of a running job: it is not started a second time.
    const jobs = await store.claimJobs(clock.now(), room, leaseMs, queue, [...running.keys()], options.claimedBy?.());
    for (const job of jobs) launch(queue, job);
    return jobs.length;
  }

  function wait(until: Instant): void {
    cancelWait?.();
    const now = clock.now();
    waitingUntil = Math.max(now, Math.min(now + pollMs, until));
    cancelWait = timers.after(waitingUntil - now, () => wake());
  }

  function wake(dueAt: Instant = clock.now()): void {
    if (!started) return;
    if (checking !== undefined) dueMeanwhile = Math.min(dueMeanwhile, dueAt);
    else if (dueAt <= clock.now()) startCheck();
    else if (dueAt < waitingUntil) wait(dueAt);
  }

  function startCheck(): void {
    checking = check()
      .catch((error: unknown) => {
        log.error({ error }, 'claiming due jobs failed');
        dueMeanwhile = Infinity;
        if (started) wait(Infinity);
      })
      .finally(() => {
        checking = undefined;
        if (dueMeanwhile < Infinity) wake(dueMeanwhile);
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
      await checking;
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
