import { JOB_KINDS } from '../../payments/ports/ports.ts';
import type { Sql } from '../sql.ts';

export interface PendingWork {
  /** The streams that have an event which will be delivered, or waits for a redelivery. */
  readonly undelivered: ReadonlySet<string>;
  /** The keys that have a job. */
  readonly scheduled: ReadonlySet<string>;
}

/** What is still to be done about these. An event that is not to be sent at all is exhausted without an attempt. */
export async function pendingOf(sql: Sql, streams: readonly string[], keys: readonly string[]): Promise<PendingWork> {
  const { build } = sql;
  const events = await sql.all(
    build
      .selectFrom('events')
      .select('stream')
      .distinct()
      .where('stream', 'in', streams)
      .where('delivered_at', 'is', null)
      .where(({ or, eb }) => or([eb('delivery_exhausted', '=', 0), eb('delivery_attempts', '>', 0)])),
  );
  const jobs = await sql.all(
    build.selectFrom('jobs').select('key').distinct().where('kind', 'in', JOB_KINDS).where('key', 'in', keys),
  );
  return {
    undelivered: new Set(events.map(({ stream }) => stream)),
    scheduled: new Set(jobs.map(({ key }) => key)),
  };
}
