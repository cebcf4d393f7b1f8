import type { Instant } from '../payments/payment.ts';
import type { Clock, Job, JobLane, Log, Store } from '../payments/ports.ts';
import type { Timers } from './timers.ts';

export interface LaneOptions {
  readonly lane: JobLane;
  readonly store: Pick<Store, 'claimJobs' | 'nextJobAt'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly concurrency: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  readonly timers: Timers;
  /** Never rejects. */
  readonly run: (job: Job) => Promise<void>;
}

export interface Lane {
  start(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** Claims the jobs of one lane as they become due and runs them, at most `concurrency` at a time. */
export function createLane({ lane, store, clock, log, concurrency, pollMs, leaseMs, timers, run }: LaneOptions): Lane {
  const running = new Set<Promise<void>>();
  let started = false;
  let claiming: Promise<void> | undefined;
  let askedMeanwhile = false;
  let cancelWait: (() => void) | undefined;

  function launch(job: Job): void {
    const done: Promise<void> = run(job).finally(() => {
      running.delete(done);
      wake();
    });
    running.add(done);
  }

  /** Claims as much as there is room for, until nothing is due; then waits for what is due next. */
  async function claim(): Promise<void> {
    for (;;) {
      askedMeanwhile = false;
      const room = concurrency - running.size;
      // Full: the first job that ends wakes us.
      if (room <= 0) return;
      const dueAt = await store.nextJobAt(lane);
      if (!started) return;
      if (dueAt === undefined || dueAt > clock.now()) {
        wait(dueAt);
        return;
      }
      for (const job of await store.claimJobs(clock.now(), room, leaseMs, lane)) launch(job);
    }
  }

  function wait(dueAt: Instant | undefined): void {
    cancelWait?.();
    const ms = dueAt === undefined ? pollMs : Math.min(pollMs, dueAt - clock.now());
    cancelWait = timers.after(Math.max(0, ms), wake);
  }

  function wake(): void {
    askedMeanwhile = true;
    if (!started || claiming !== undefined) return;
    claiming = claim()
      .catch((error: unknown) => {
        log.error({ lane, error }, 'jobs could not be claimed');
        askedMeanwhile = false;
        if (started) wait(undefined);
      })
      .finally(() => {
        claiming = undefined;
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
      await claiming;
      while (running.size > 0) await Promise.all(running);
    },
  };
}
