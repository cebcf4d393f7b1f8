import type { Instant } from '../payments/model/model.ts';
import type { Clock, Job, JobKind, Log, Store } from '../payments/ports/ports.ts';
import { clockSteps } from './clock-steps.ts';
import { createDispatcher } from './dispatcher.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Returns when the job is to be run again; nothing when it is done. When it throws, it is run again after a growing pause. */
export type JobHandler = (job: Job) => Promise<Instant | undefined>;

export interface JobRunnerOptions {
  readonly store: Pick<Store, 'claimJobs' | 'completeJob' | 'retryJob' | 'jobQueues' | 'bringForward' | 'noteTime'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly handlers: Readonly<Record<JobKind, JobHandler>>;
  /** How many jobs of one lane run at the same time at most. */
  readonly concurrency: number;
  /** The longest wait before the store is read again: another instance may have scheduled a job. */
  readonly pollMs: number;
  /** How long a claim lasts; longer than any handler takes. Default one minute. */
  readonly leaseMs?: number;
  readonly timers?: Timers;
}

export interface JobRunner {
  start(): void;
  /** Checks for due jobs now. Does nothing before `start` and after `stop`. */
  wake(): void;
  /** Claims no more jobs; resolves when the running ones are done. */
  stop(): Promise<void>;
  /** Runs due jobs, also those that become due meanwhile, until none is left. Returns how many runs that took. */
  runDue(): Promise<number>;
}

const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;
/** A handler that always returns "again, now" would keep `runDue` running forever. */
const MAX_RUNS = 100_000;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { store, clock, log, handlers, concurrency, leaseMs = LEASE_MS, timers = systemTimers } = options;

  async function run(job: Job): Promise<void> {
    try {
      const { next, failed } = await runHandler(job);
      await (next === undefined ? store.completeJob(job) : store.retryJob(job, next, failed));
    } catch (error) {
      log.error(
        { kind: job.kind, key: job.key, error },
        'job could not be completed or rescheduled: it runs again when its lease ends',
      );
    }
  }

  async function runHandler(job: Job): Promise<{ readonly next: Instant | undefined; readonly failed: boolean }> {
    try {
      return { next: await handlers[job.kind](job), failed: false };
    } catch (error) {
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** job.failures, LONGEST_PAUSE_MS);
      log.error({ kind: job.kind, key: job.key, retryCount: job.retryCount, pauseMs, error }, 'job failed');
      return { next: clock.now() + pauseMs, failed: true };
    }
  }

  const observe = clockSteps(store, log);
  const dispatcher = createDispatcher({ ...options, leaseMs, timers, observe, run });

  return {
    ...dispatcher,
    async runDue() {
      await observe(clock.now());
      for (let runs = 0; ;) {
        const jobs = await store.claimJobs(clock.now(), concurrency, leaseMs);
        if (jobs.length === 0) return runs;
        await Promise.all(jobs.map(run));
        runs += jobs.length;
        if (runs > MAX_RUNS) throw new Error('jobs become due again and again at the same time');
      }
    },
  };
}
