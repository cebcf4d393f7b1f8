import type { Instant } from '../../payments/model/model.ts';
import type { JobKind, JobLane, Tx } from '../../payments/ports/ports.ts';
import { dropJob, scheduleJobs, type ScheduledJob } from '../jobs.ts';
import type { TableAccess } from '../table-access.ts';

type Scheduled = Parameters<Tx['scheduleJob']>[0];

/** The jobs that one unit of work schedules and drops: written together, in the order in which it did so. */
export class JobWrites {
  readonly #access: TableAccess;
  readonly #laneOf: (kind: JobKind, key: string) => Promise<JobLane>;
  /** By kind and key; nothing else of that job is waiting to be written. */
  readonly #waiting = new Map<string, ScheduledJob>();
  #earliest: Instant | undefined;

  constructor(access: TableAccess, laneOf: (kind: JobKind, key: string) => Promise<JobLane>) {
    this.#access = access;
    this.#laneOf = laneOf;
  }

  /** When the earliest job is due that was scheduled. */
  get earliest(): Instant | undefined {
    return this.#earliest;
  }

  async schedule({ kind, key, runAt, notified = false }: Scheduled): Promise<void> {
    this.#earliest = Math.min(this.#earliest ?? runAt, runAt);
    const name = nameOf(kind, key);
    const known = this.#waiting.get(name);
    const job =
      known === undefined
        ? { kind, key, runAt, notified, lane: await this.#laneOf(kind, key) }
        : { ...known, runAt: Math.min(known.runAt, runAt), notified: known.notified || notified };
    this.#waiting.set(name, job);
  }

  async drop(kind: JobKind, key: string): Promise<void> {
    this.#waiting.delete(nameOf(kind, key));
    await dropJob(this.#access, kind, key);
  }

  /** Some are not written yet. */
  get isChanged(): boolean {
    return this.#waiting.size > 0;
  }

  async flush(): Promise<void> {
    const jobs = [...this.#waiting.values()];
    this.#waiting.clear();
    await scheduleJobs(this.#access, jobs);
  }
}

const nameOf = (kind: JobKind, key: string): string => `${kind} ${key}`;
