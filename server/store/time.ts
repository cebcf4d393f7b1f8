import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { Access } from './access.ts';
import { instantSchema, parseRow } from './row.ts';

/** How many jobs are brought forward in one unit of work, so that others do not wait long. */
const AT_ONCE = 2_000;

const job = z.object({ id: z.int() });
const seen = z.object({ at: instantSchema });

/**
 * Jobs behind the id `after`, and with the last of them the events, wait `byMs` less for what is later than `now`.
 * Answers the id to go on behind; nothing when all are done.
 */
export async function bringForward(
  { sql }: Access,
  { byMs, now, after }: { byMs: number; now: Instant; after: number },
): Promise<number | undefined> {
  const some = await sql.all(
    sql.build.selectFrom('jobs').select('id').where('id', '>', after).orderBy('id').limit(AT_ONCE),
  );
  const last = some.at(-1);
  if (last === undefined) {
    await sql.change(
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
  await sql.change(
    sql.build
      .updateTable('jobs')
      .set(({ eb }) => ({ due_at: eb('due_at', '-', byMs), rerun_at: fragment<number | null>`rerun_at - ${byMs}` }))
      .where('id', '>', after)
      .where('id', '<=', id)
      .where('due_at', '>', now),
  );
  return id;
}

/** Notes the moment; answers the one noted before. */
export async function noteTime({ sql }: Access, now: Instant): Promise<Instant | undefined> {
  const before = await sql.first(sql.build.selectFrom('seen_time').select('at'));
  await sql.change(
    sql.build
      .insertInto('seen_time')
      .values({ id: 1, at: now })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ at: now })),
  );
  return before && parseRow('seen_time', seen, before).at;
}

/** More than any unit of work writes: a disk that is nearly full has room for less. */
const FILLER_BYTES = 65_536;

/** Learns whether anything can be written. The moment that is noted for the next start stays as it is. */
export async function tryToWrite({ sql }: Access, now: Instant): Promise<void> {
  // Other bytes each time: SQLite writes no page that stays as it is.
  const filler = fragment<null>`randomblob(${FILLER_BYTES})`;
  await sql.change(
    sql.build
      .insertInto('seen_time')
      .values({ id: 1, at: now, filler })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ filler })),
  );
}
