import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { TableAccess } from './table-access.ts';
import { instantSchema, parseRow } from './row.ts';

/** How many jobs one unit of work moves, so that other writes do not wait long. */
const AT_ONCE = 2_000;

const job = z.object({ id: z.int() });
const seen = z.object({ at: instantSchema });

/**
 * Moves what is due after `now` forward by `byMs`: a portion of the jobs with ids above `after`; when none are left, the
 * events. Returns the id to continue after, or nothing when all are moved.
 */
export async function bringForward(
  { sql }: TableAccess,
  { byMs, now, after }: { byMs: number; now: Instant; after: number },
): Promise<number | undefined> {
  const some = await sql.all(
    sql.build.selectFrom('jobs').select('id').where('id', '>', after).orderBy('id').limit(AT_ONCE),
  );
  const last = some.at(-1);
  if (last === undefined) {
    await sql.send(
      sql.build
        .updateTable('events')
        .set(({ eb }) => ({
          retry_at: eb('retry_at', '-', byMs),
          refused_since: eb('refused_since', '-', byMs),
          probe_at: eb('probe_at', '-', byMs),
        }))
        .where('retry_at', '>', now),
    );
    return undefined;
  }
  const { id } = parseRow('jobs', job, last);
  await sql.send(
    sql.build
      .updateTable('jobs')
      .set(({ eb }) => ({ due_at: eb('due_at', '-', byMs), rerun_at: fragment<number | null>`rerun_at - ${byMs}` }))
      .where('id', '>', after)
      .where('id', '<=', id)
      .where('due_at', '>', now),
  );
  return id;
}

/** Records the time; returns the one recorded before. */
export async function noteTime({ sql }: TableAccess, now: Instant): Promise<Instant | undefined> {
  const before = await sql.first(sql.dialect.lockRows(sql.build.selectFrom('seen_time').select('at')));
  await sql.send(
    sql.build
      .insertInto('seen_time')
      .values({ id: 1, at: now })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ at: now })),
  );
  return before && parseRow('seen_time', seen, before).at;
}

/** Fails when nothing can be written. Leaves the recorded time as it is. */
export async function tryToWrite({ sql }: TableAccess, now: Instant): Promise<void> {
  // Random, since SQLite does not write a page that has not changed.
  const filler = sql.dialect.filler();
  await sql.send(
    sql.build
      .insertInto('seen_time')
      .values({ id: 1, at: now, filler })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ filler })),
  );
}

/**
 * Gives back what {@link tryToWrite} wrote, in a unit of work of its own. Kept, it would be room that only the next try
 * can use, which would then succeed where nothing else can be written.
 */
export async function freeTriedRoom({ sql }: TableAccess): Promise<void> {
  await sql.send(sql.build.updateTable('seen_time').set({ filler: null }));
}
