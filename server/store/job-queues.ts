import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { JobQueue } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { flagSchema, instantSchema, parseRow } from './row.ts';
import { prepared } from './prepared.ts';

/** A queue that has jobs, and when its earliest one may be claimed. */
export interface WaitingQueue extends JobQueue {
  readonly dueAt: Instant;
}

const head = z.object({ lane: z.string(), notified: flagSchema, due_at: instantSchema });

/**
 * From each queue to the next one by the index: however many jobs wait, only the first of each queue is read. SQLite does
 * not use an index for the second part of a comparison of pairs, so the two steps are written out.
 */
const heads = prepared((db) => ({
  compile: () =>
    fragment<{ lane: string; notified: number; due_at: number }>`WITH RECURSIVE queues (lane, notified) AS (
        SELECT lane, notified FROM (SELECT lane, notified FROM jobs ORDER BY lane, notified LIMIT 1) AS first
        UNION ALL
        SELECT
          CASE WHEN queues.notified = 0 AND EXISTS (
              SELECT 1 FROM jobs WHERE jobs.lane = queues.lane AND jobs.notified = 1
            ) THEN queues.lane
            ELSE (SELECT min(jobs.lane) FROM jobs WHERE jobs.lane > queues.lane) END,
          CASE WHEN queues.notified = 0 AND EXISTS (
              SELECT 1 FROM jobs WHERE jobs.lane = queues.lane AND jobs.notified = 1
            ) THEN CAST(1 AS smallint)
            ELSE (
              SELECT jobs.notified FROM jobs WHERE jobs.lane > queues.lane ORDER BY jobs.lane, jobs.notified LIMIT 1
            ) END
        FROM queues WHERE queues.lane IS NOT NULL
      )
      SELECT lane, notified, (
          SELECT min(jobs.due_at) FROM jobs WHERE jobs.lane = queues.lane AND jobs.notified = queues.notified
        ) AS due_at
      FROM queues WHERE lane IS NOT NULL`.compile(db),
}));

/** Every queue that has jobs, with one statement. */
export async function jobQueues({ sql }: TableAccess): Promise<readonly WaitingQueue[]> {
  const found = await sql.all(heads(sql, []));
  return found.map((row) => {
    const { lane, notified, due_at } = parseRow('jobs', head, row);
    return { lane, notified, dueAt: due_at };
  });
}
