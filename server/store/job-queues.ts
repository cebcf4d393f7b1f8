import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { JobQueue } from '../payments/ports/ports.ts';
import type { Tables } from './tables.ts';
import type { TableAccess } from './table-access.ts';
import { asFlag, flagSchema, instantSchema, parseRow } from './row.ts';
import { prepared } from './prepared.ts';

/** A queue that has jobs, and when its earliest one may be claimed. */
export interface WaitingQueue extends JobQueue {
  readonly dueAt: Instant;
}

const head = z.object({ lane: z.string(), notified: flagSchema, due_at: instantSchema });

/** So many waiting jobs are seen with one statement; beyond, each statement skips to the next queue. */
const AT_ONCE = 50;

const inOrder = (db: Kysely<Tables>) =>
  db
    .selectFrom('jobs')
    .select(['lane', 'notified', 'due_at'])
    .orderBy('lane')
    .orderBy('notified')
    .orderBy('due_at')
    .limit(AT_ONCE);

const first = prepared(inOrder);

const after = prepared((db) =>
  inOrder(db).where(({ eb, refTuple, tuple }) => eb(refTuple('lane', 'notified'), '>', tuple<string, 0 | 1>('', 0))),
);

/** Every queue that has jobs. Where few jobs wait, one statement; else at most one for each queue and one more. */
export async function jobQueues({ sql }: TableAccess): Promise<readonly WaitingQueue[]> {
  const queues: WaitingQueue[] = [];
  for (;;) {
    const last = queues.at(-1);
    const found = await sql.all(
      last === undefined ? first(sql, [AT_ONCE]) : after(sql, [last.lane, asFlag(last.notified), AT_ONCE]),
    );
    for (const row of found) {
      const { lane, notified, due_at } = parseRow('jobs', head, row);
      const latest = queues.at(-1);
      // The earliest job of a queue comes first.
      if (latest?.lane !== lane || latest.notified !== notified) queues.push({ lane, notified, dueAt: due_at });
    }
    if (found.length < AT_ONCE) return queues;
  }
}
