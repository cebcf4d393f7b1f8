import { sql as fragment } from 'kysely';
import type { Job } from '../payments/ports/ports.ts';
import { prepared } from './prepared.ts';
import { RELEASED_JOB } from './released-job.ts';
import type { TableAccess } from './table-access.ts';

const postpone = prepared<unknown>((db) =>
  db
    .updateTable('jobs')
    .set({
      due_at: 0,
      retry_count: fragment<number>`coalesce(rerun_retry_count, retry_count)`,
      notified: fragment<0 | 1>`CASE WHEN rerun_notified = 1 THEN 1 ELSE notified END`,
      ...RELEASED_JOB,
    })
    .where('id', '=', 0)
    .where('version', '=', 0)
    .where('claimed', '=', 1),
);

/** Releases a job that could not begin. It is as it was, with its place in its queue; this run does not count. */
export async function postponeJob({ sql }: TableAccess, job: Job): Promise<void> {
  await sql.send(postpone(sql, [job.dueAt, 0, null, null, 0, Number(job.id), job.version, 1]));
}
