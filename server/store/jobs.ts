import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import { JOB_KINDS, type Job, type JobKind, type JobQueue, type Tx } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { laneOf } from './job-queues.ts';
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

/**
 * Adds the job, or moves a waiting one to the earlier time. A claimed job keeps its lease, and is run again at that time
 * once its run has ended.
 */
export async function scheduleJob(
  access: TableAccess,
  { kind, key, runAt, retryCount, notified = false }: Parameters<Tx['scheduleJob']>[0],
): Promise<void> {
  const { sql } = access;
  const { least, greatest } = sql.dialect;
  const isNotified = asFlag(notified);
  await sql.change(
    sql.build
      .insertInto('jobs')
      .values({
        kind,
        key,
        lane: await laneOf(access, kind, key),
        due_at: runAt,
        retry_count: retryCount ?? 0,
        version: 0,
        claimed: 0,
        rerun_at: null,
        rerun_retry_count: null,
        notified: isNotified,
        rerun_notified: 0,
      })
      .onConflict((conflict) =>
        conflict.columns(['kind', 'key']).doUpdateSet({
          due_at: fragment<number>`CASE WHEN jobs.claimed = 1 THEN jobs.due_at ELSE ${least(fragment`jobs.due_at`, runAt)} END`,
          retry_count: fragment<number>`CASE WHEN jobs.claimed = 1 OR jobs.due_at <= ${runAt} THEN jobs.retry_count
            ELSE coalesce(${retryCount ?? null}, jobs.retry_count) END`,
          rerun_at: fragment<number | null>`CASE WHEN jobs.claimed = 1
            THEN ${least(fragment`coalesce(jobs.rerun_at, ${runAt})`, runAt)} ELSE NULL END`,
          rerun_retry_count: fragment<number | null>`CASE
            WHEN jobs.claimed = 1 AND (jobs.rerun_at IS NULL OR jobs.rerun_at > ${runAt}) THEN ${retryCount ?? null}
            ELSE jobs.rerun_retry_count END`,
          notified: fragment<0 | 1>`CASE WHEN jobs.claimed = 1 THEN jobs.notified
            ELSE ${greatest(fragment`jobs.notified`, isNotified)} END`,
          rerun_notified: fragment<0 | 1>`CASE WHEN jobs.claimed = 1
            THEN ${greatest(fragment`jobs.rerun_notified`, isNotified)} ELSE 0 END`,
        }),
      ),
  );
}

export async function dropJob({ sql }: TableAccess, kind: JobKind, key: string): Promise<void> {
  await sql.change(sql.build.deleteFrom('jobs').where('kind', '=', kind).where('key', '=', key));
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

/** Claims due jobs, longest due first: waiting ones whose time has come, and claimed ones whose lease has ended. */
export async function claimJobs(
  { sql }: TableAccess,
  { now, limit, leaseMs, queue, except = [], claimedBy }: ClaimOptions,
): Promise<readonly Job[]> {
  let query = sql.build
    .selectFrom('jobs')
    .select(['id', 'lane', 'kind', 'key', 'due_at', 'retry_count', 'failures', 'notified', 'version'])
    .where('due_at', '<=', now);
  if (queue !== undefined) query = query.where('lane', '=', queue.lane).where('notified', '=', asFlag(queue.notified));
  if (except.length > 0) query = query.where('id', 'not in', except.map(Number));
  // Two runners that claim at the same moment get different jobs.
  const due = await sql.all(sql.dialect.lockFreeRows(query.orderBy('due_at').orderBy('id').limit(limit)));
  if (due.length === 0) return [];
  await sql.change(
    sql.build
      .updateTable('jobs')
      .set(({ eb }) => ({
        due_at: now + leaseMs,
        version: eb('version', '+', 1),
        claimed: 1,
        claimed_by: claimedBy ?? null,
      }))
      .where(
        'id',
        'in',
        due.map((each) => each.id),
      ),
  );
  return due.map((each) => {
    const { id, version, retry_count: retryCount, due_at: dueAt, ...job } = parseRow('jobs', row, each);
    return { ...job, dueAt, retryCount, id: String(id), version: version + 1 };
  });
}

/** Deletes a finished job, unless it was scheduled again during its run: then it waits for that time. */
export async function completeJob({ sql }: TableAccess, job: Job): Promise<void> {
  const done = await sql.change(
    sql.build
      .deleteFrom('jobs')
      .where('id', '=', Number(job.id))
      .where('version', '=', job.version)
      .where('rerun_at', 'is', null),
  );
  if (done > 0) return;
  await sql.change(
    sql.build
      .updateTable('jobs')
      .set({
        due_at: fragment<number>`rerun_at`,
        retry_count: fragment<number>`coalesce(rerun_retry_count, 0)`,
        failures: 0,
        claimed: 0,
        notified: fragment<0 | 1>`rerun_notified`,
        rerun_at: null,
        rerun_retry_count: null,
        rerun_notified: 0,
      })
      .where('id', '=', Number(job.id))
      .where('version', '=', job.version)
      .where('rerun_at', 'is not', null),
  );
}

/** Releases a job to be run again at `runAt`, or earlier where it was scheduled for an earlier time during its run. */
export async function retryJob({ sql }: TableAccess, job: Job, runAt: Instant, failed = false): Promise<void> {
  const next = job.retryCount + 1;
  await sql.change(
    sql.build
      .updateTable('jobs')
      .set({
        due_at: sql.dialect.least(runAt, fragment`coalesce(rerun_at, ${runAt})`),
        retry_count: fragment<number>`CASE WHEN rerun_at <= ${runAt} THEN coalesce(rerun_retry_count, ${next}) ELSE ${next} END`,
        failures: failed ? job.failures + 1 : 0,
        claimed: 0,
        notified: fragment<0 | 1>`rerun_notified`,
        rerun_at: null,
        rerun_retry_count: null,
        rerun_notified: 0,
      })
      .where('id', '=', Number(job.id))
      .where('version', '=', job.version)
      .where('claimed', '=', 1),
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
        claimed: 0,
        rerun_at: null,
        rerun_retry_count: null,
        rerun_notified: 0,
      }))
      .where('claimed', '=', 1),
  );
}

export async function nextJobAt({ sql }: TableAccess): Promise<Instant | undefined> {
  const found = await sql.first(sql.build.selectFrom('jobs').select('due_at').orderBy('due_at').limit(1));
  return found && parseRow('jobs', due, found).due_at;
}
