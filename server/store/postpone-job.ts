import { sql as fragment } from 'kysely';
import type { Job } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';

/** Releases a job that could not begin. It is as it was, with its place in its queue; this run does not count. */
export async function postponeJob({ sql }: TableAccess, job: Job): Promise<void> {
  await sql.change(
    sql.build
      .updateTable('jobs')
      .set({
        due_at: job.dueAt,
        retry_count: fragment<number>`coalesce(rerun_retry_count, retry_count)`,
        claimed: 0,
        notified: fragment<0 | 1>`CASE WHEN rerun_notified = 1 THEN 1 ELSE notified END`,
        rerun_at: null,
        rerun_retry_count: null,
        rerun_notified: 0,
      })
      .where('id', '=', Number(job.id))
      .where('version', '=', job.version)
      .where('claimed', '=', 1),
  );
}
