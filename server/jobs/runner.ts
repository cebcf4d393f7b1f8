import type { Instant } from '../payments/model/model.ts';
import {
  RequestPostponed,
  type Clock,
  type Job,
  type JobKind,
  type JobQueue,
  type Log,
  type Store,
} from '../payments/ports/ports.ts';
import { idFacts } from '../platform/id-facts.ts';
import { clockSteps } from './clock-steps.ts';
import { createDispatcher } from './dispatcher.ts';
import { settlePatiently } from './settle-patiently.ts';
import { createQueuePauses } from './queue-pauses.ts';
import { systemTimers, type Timers } from '../platform/timers.ts';

/**
 * Returns when the job is to be run again; nothing when it is done. When it throws, it is run again after a growing
 * pause; after {@link RequestPostponed} when there is room, and its queue waits until then.
 */
export type JobHandler = (job: Job) => Promise<Instant | undefined>;

export interface JobRunnerOptions {
  readonly store: Pick<
    Store,
    'isShared' | 'claimJobs' | 'completeJob' | 'retryJob' | 'postponeJob' | 'jobQueues' | 'bringForward' | 'noteTime'
  >;
  readonly clock: Clock;
  readonly log: Log;
  readonly handlers: Readonly<Record<JobKind, JobHandler>>;
  /** How many jobs of one lane run at the same time at most. */
  readonly concurrency: number;
  /** The longest wait before the store is read again: another instance may have scheduled a job. */
  readonly pollMs: number;
  /** How long a claim lasts; longer than any handler takes. Default one minute. */
  readonly leaseMs?: number;
  readonly timers?: Timers | undefined;
  /** The instance that claims; absent where there is only one. */
  readonly claimedBy?: (() => string | undefined) | undefined;
}

export interface JobRunner {
  start(): void;
  /** Checks for due jobs at that time; default: now. Does nothing before `start` and after `stop`. */
  wake(dueAt?: Instant): void;
  /** Claims no more jobs; resolves when the running ones are done. */
  stop(): Promise<void>;
  /** Runs due jobs, also those that become due meanwhile, until none is left. Returns how many runs that took. */
  runDue(): Promise<number>;
  /** When the next job is due and its queue is not paused; `undefined` where there is none. */
  nextAt(): Promise<Instant | undefined>;
}

/** When the job is run again; neither where it is done. */
interface Outcome {
  readonly next?: Instant | undefined;
  /** Its handler has thrown. */
  readonly failed?: boolean;
  /** Nothing was done, because the provider takes no more requests for now. */
  readonly postponedUntil?: Instant;
}

const factsOf = ({ kind, key }: Job): object => ({ kind, key, ...idFacts(key) });

const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;
/** A handler that always returns "again, now" would keep `runDue` running forever. */
const MAX_RUNS = 100_000;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { store, clock, log, handlers, concurrency, leaseMs = LEASE_MS, timers = systemTimers } = options;

  const pauses = createQueuePauses(clock);
  /** Aborted while the runner is not started. */
  let stopping = new AbortController();
  stopping.abort();

  async function run(job: Job): Promise<void> {
    try {
      const outcome = await runHandler(job);
      if (outcome.postponedUntil !== undefined) pauses.pause(job, outcome.postponedUntil);
      await settlePatiently(() => settle(job, outcome), { clock, timers, forMs: leaseMs, signal: stopping.signal });
    } catch (error) {
      log.error(
        { ...factsOf(job), error },
        'job could not be completed or rescheduled: it runs again when its lease ends',
      );
    }
  }

  function settle(job: Job, { next, failed, postponedUntil }: Outcome): Promise<void> {
    if (postponedUntil !== undefined) return store.postponeJob(job);
    return next === undefined ? store.completeJob(job) : store.retryJob(job, next, failed);
  }

  /** Not of a queue that is paused. */
  async function claimDue(): Promise<readonly Job[]> {
    const claim = (queue?: JobQueue): Promise<readonly Job[]> =>
      store.claimJobs(clock.now(), concurrency, leaseMs, queue, [], options.claimedBy?.());
    if (!pauses.any()) return claim();
    for (const queue of await store.jobQueues()) {
      if (pauses.endOf(queue) > clock.now()) continue;
      const jobs = await claim(queue);
      if (jobs.length > 0) return jobs;
    }
    return [];
  }

  async function runHandler(job: Job): Promise<Outcome> {
    try {
      return { next: await handlers[job.kind](job) };
    } catch (error) {
      if (error instanceof RequestPostponed) return { postponedUntil: error.retryAt };
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** job.failures, LONGEST_PAUSE_MS);
      log.error({ ...factsOf(job), retryCount: job.retryCount, pauseMs, error }, 'job failed');
      return { next: clock.now() + pauseMs, failed: true };
    }
  }

  const observe = clockSteps(store, log);
  const dispatcher = createDispatcher({ ...options, leaseMs, timers, observe, pauses, run });

  return {
    ...dispatcher,
    start() {
      stopping = new AbortController();
      dispatcher.start();
    },
    stop() {
      stopping.abort();
      return dispatcher.stop();
    },
    async nextAt() {
      const queues = await store.jobQueues();
      const next = Math.min(...queues.map((queue) => Math.max(queue.dueAt, pauses.endOf(queue))));
      return Number.isFinite(next) ? next : undefined;
    },
    async runDue() {
      await observe(clock.now());
      for (let runs = 0; ;) {
        const jobs = await claimDue();
        if (jobs.length === 0) return runs;
        await Promise.all(jobs.map(run));
        runs += jobs.length;
        if (runs > MAX_RUNS) throw new Error('jobs become due again and again at the same time');
      }
    },
  };
}
