import { sql as fragment, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import { JOB_KINDS, type Job, type JobKind, type JobQueue } from '../payments/ports/ports.ts';
import { RELEASED_JOB } from './released-job.ts';
import type { TableAccess } from './table-access.ts';
import { prepared, preparedForRows } from './prepared.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';
import { asFlag, flagSchema, instantSchema, parseRow } from './row.ts';

const due = z.object({ due_at: instantSchema });

const row = z.object({
  id: z.int(),
  lane: z.string(),
  kind: z.enum(JOB_KINDS),
  key: z.string(),
  due_at: instantSchema,
  retry_count: z.int().nonnegative(),
  failures: z.int().nonnegative(),
  notified: flagSchema,
  version: z.int(),
});

/** A job to be done, once for its kind and key. */
export interface ScheduledJob extends Pick<Job, 'kind' | 'key' | 'lane' | 'notified'> {
  readonly runAt: Instant;
}

/**
 * Adds the jobs, or moves waiting ones to the earlier time. A claimed job keeps its lease, and is run again at that time
 * once its run has ended.
 *
 * @param jobs none twice
 */
export async function scheduleJobs({ sql }: TableAccess, jobs: readonly ScheduledJob[]): Promise<void> {
  for (let from = 0; from < jobs.length; from += MAX_AT_ONCE) {
    const some = jobs.slice(from, from + MAX_AT_ONCE);
    const parameters: unknown[] = [];
    for (const { kind, key, lane, runAt, notified } of some)
      parameters.push(kind, key, lane, runAt, 0, 0, 0, asFlag(notified), 0);
    await sql.send(scheduling(sql, some.length, parameters));
  }
}

/** A statement takes a limited number of parameters. */
const MAX_AT_ONCE = 50;

const scheduling = preparedForRows((build, count, { least, greatest }) =>
  build
    .insertInto('jobs')
    .values(
      Array.from({ length: count }, () => ({
        kind: 'deliver' as const,
        key: '',
        lane: '',
        due_at: 0,
        retry_count: 0,
        version: 0,
        claimed: 0,
        notified: 0 as const,
        rerun_notified: 0 as const,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['kind', 'key']).doUpdateSet({
        due_at: fragment<number>`CASE WHEN jobs.claimed = 1 THEN jobs.due_at
            ELSE ${least(fragment`jobs.due_at`, fragment`excluded.due_at`)} END`,
        rerun_at: fragment<number | null>`CASE WHEN jobs.claimed = 1
            THEN ${least(fragment`coalesce(jobs.rerun_at, excluded.due_at)`, fragment`excluded.due_at`)} ELSE NULL END`,
        notified: fragment<0 | 1>`CASE WHEN jobs.claimed = 1 THEN jobs.notified
            ELSE ${greatest(fragment`jobs.notified`, fragment`excluded.notified`)} END`,
        rerun_notified: fragment<0 | 1>`CASE WHEN jobs.claimed = 1
            THEN ${greatest(fragment`jobs.rerun_notified`, fragment`excluded.notified`)} ELSE 0 END`,
      }),
    ),
);

/** Written out, as an index has it: with a bound value that would not be used. */
export const isClaimed = fragment<boolean>`claimed = 1`;

const drop = prepared<unknown>((db) => db.deleteFrom('jobs').where('kind', '=', 'deliver').where('key', '=', ''));

export async function dropJob({ sql }: TableAccess, kind: JobKind, key: string): Promise<void> {
  await sql.send(drop(sql, [kind, key]));
}

export interface ClaimOptions {
  readonly now: Instant;
  readonly limit: number;
  readonly leaseMs: number;
  /** Absent: of all queues. */
  readonly queue?: JobQueue | undefined;
  /** Ids of jobs that the caller still runs, even if their lease has ended. */
  readonly except?: readonly string[] | undefined;
  /** The instance that claims; absent where there is only one. */
  readonly claimedBy?: string | undefined;
}

const CLAIMED = ['id', 'lane', 'kind', 'key', 'due_at', 'retry_count', 'failures', 'notified', 'version'] as const;

/** Without so many ids. Two runners that claim at the same moment get different jobs. */
function dueJobs(db: Kysely<Tables>, except: number, { lockFreeRows }: SqlDialect, ofQueue: boolean) {
  let query = db.selectFrom('jobs').select(CLAIMED).where('due_at', '<=', 0);
  if (ofQueue) query = query.where('lane', '=', '').where('notified', '=', 0);
  if (except > 0) query = query.where('id', 'not in', zeros(except));
  return lockFreeRows(query.orderBy('due_at').orderBy('id').limit(1));
}

const dueOfAll = preparedForRows((db, except, dialect) => dueJobs(db, except, dialect, false));
const dueOfQueue = preparedForRows((db, except, dialect) => dueJobs(db, except, dialect, true));

const claim = preparedForRows((db, count) =>
  db
    .updateTable('jobs')
    .set(({ eb }) => ({ due_at: 0, version: eb('version', '+', 1), claimed: 1, claimed_by: null }))
    .where('id', 'in', zeros(count)),
);

const zeros = (count: number): readonly number[] => Array.from({ length: count }, () => 0);

/** Claims due jobs, longest due first: waiting ones whose time has come, and claimed ones whose lease has ended. */
export async function claimJobs(
  { sql }: TableAccess,
  { now, limit, leaseMs, queue, except = [], claimedBy }: ClaimOptions,
): Promise<readonly Job[]> {
  const ids = except.map(Number);
  const due = await sql.all(
    queue === undefined
      ? dueOfAll(sql, ids.length, [now, ...ids, limit])
      : dueOfQueue(sql, ids.length, [now, queue.lane, asFlag(queue.notified), ...ids, limit]),
  );
  const jobs = due.map((each) => parseRow('jobs', row, each));
  if (jobs.length === 0) return [];
  await sql.send(claim(sql, jobs.length, [now + leaseMs, 1, 1, claimedBy ?? null, ...jobs.map(({ id }) => id)]));
  return jobs.map(({ id, version, retry_count: retryCount, due_at: dueAt, ...job }) => ({
    ...job,
    ...{ dueAt, retryCount, id: String(id), version: version + 1 },
  }));
}

const complete = prepared<unknown>((db) =>
  db.deleteFrom('jobs').where('id', '=', 0).where('version', '=', 0).where('rerun_at', 'is', null),
);

/** Deletes a finished job, unless it was scheduled again during its run: then it waits for that time. */
export async function completeJob({ sql }: TableAccess, job: Job): Promise<void> {
  const done = await sql.change(complete(sql, [Number(job.id), job.version]));
  if (done > 0) return;
  await sql.send(
    sql.build
      .updateTable('jobs')
      .set({
        due_at: fragment<number>`rerun_at`,
        // Only earlier versions wrote it.
        retry_count: fragment<number>`coalesce(rerun_retry_count, 0)`,
        failures: 0,
        notified: fragment<0 | 1>`rerun_notified`,
        ...RELEASED_JOB,
      })
      .where('id', '=', Number(job.id))
      .where('version', '=', job.version)
      .where('rerun_at', 'is not', null),
  );
}

const retry = prepared<unknown>((db, { least }) =>
  db
    .updateTable('jobs')
    .set({
      due_at: least(fragment<number>`${0}`, fragment`coalesce(rerun_at, ${0})`),
      retry_count: fragment<number>`CASE WHEN rerun_at <= ${0} THEN coalesce(rerun_retry_count, ${0}) ELSE ${0} END`,
      failures: 0,
      notified: fragment<0 | 1>`rerun_notified`,
      ...RELEASED_JOB,
    })
    .where('id', '=', 0)
    .where('version', '=', 0)
    .where('claimed', '=', 1),
);

/** Releases a job to be run again at `runAt`, or earlier where it was scheduled for an earlier time during its run. */
export async function retryJob({ sql }: TableAccess, job: Job, runAt: Instant, failed = false): Promise<void> {
  const next = job.retryCount + 1;
  const failures = failed ? job.failures + 1 : 0;
  await sql.send(
    retry(sql, [...[runAt, runAt, runAt, next, next, failures], ...[0, null, null, 0], Number(job.id), job.version, 1]),
  );
}

/** Releases all claims, which an earlier process has left; those jobs are due now. Returns how many there were. */
export function unlockJobs({ sql }: TableAccess, now: Instant): Promise<number> {
  return sql.change(
    sql.build
      .updateTable('jobs')
      .set(({ eb }) => ({
        due_at: now,
        version: eb('version', '+', 1),
        ...RELEASED_JOB,
      }))
      .where(isClaimed),
  );
}

export async function nextJobAt({ sql }: TableAccess): Promise<Instant | undefined> {
  const found = await sql.first(sql.build.selectFrom('jobs').select('due_at').orderBy('due_at').limit(1));
  return found && parseRow('jobs', due, found).due_at;
}
