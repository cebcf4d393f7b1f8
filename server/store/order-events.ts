import { sql as fragment } from 'kysely';
import type { TableAccess } from './table-access.ts';

/** How many events one unit of work puts in order, so that other writes do not wait long. */
const AT_ONCE = 5_000;
/** Any number, the same for all who order events. */
const LOCK = 5_276_418;

/** Whether events were committed whose place in the log is still open. */
export async function hasUnorderedEvents({ sql }: TableAccess): Promise<boolean> {
  if (sql.dialect.hasOneWriter) return false;
  const found = await sql.first(sql.build.selectFrom('events').select('id').where('position', 'is', null).limit(1));
  return found !== undefined;
}

/**
 * Gives committed events their place at the end of the log, in the order in which they were inserted. One unit of work
 * does so at a time: an event that is committed later comes after all that anybody has read, even if it was inserted
 * earlier. Returns how many there were.
 */
export async function orderEvents({ sql }: Pick<TableAccess, 'sql'>): Promise<number> {
  await sql.all({ compile: () => ONE_AT_A_TIME.compile(sql.build) });
  return sql.change({ compile: () => APPEND.compile(sql.build) });
}

const ONE_AT_A_TIME = fragment`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;

// A statement of its own, so that it sees what was committed while it waited for the lock.
const APPEND = fragment`
  UPDATE events SET position = placed.position
  FROM (
    SELECT id, (SELECT coalesce(max(position), 0) FROM events) + row_number() OVER (ORDER BY insertion) AS position
    FROM events WHERE position IS NULL ORDER BY insertion LIMIT ${AT_ONCE}
  ) AS placed
  WHERE events.id = placed.id`;
