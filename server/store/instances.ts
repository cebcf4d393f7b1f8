import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import { isClaimed } from './jobs.ts';
import { instantSchema, parseRow } from './row.ts';
import type { Sql } from './sql.ts';
import type { TableAccess } from './table-access.ts';

/* Instances and their leases, by the clock that all instances share; `now` is the time where the database has none. */

export async function addInstance({ sql }: TableAccess, id: string, forMs: number, now: Instant): Promise<void> {
  await sql.send(sql.build.insertInto('instances').values({ id, until: until(sql, now, forMs) }));
}

/** One that has lapsed stays so, even if nobody has noticed yet: its leases may have been taken over. */
export async function renewInstance({ sql }: TableAccess, id: string, forMs: number, now: Instant): Promise<boolean> {
  const renewed = await sql.change(
    sql.build
      .updateTable('instances')
      .set({ until: until(sql, now, forMs) })
      .where('id', '=', id)
      .where('until', '>', sql.dialect.now(now)),
  );
  return renewed > 0;
}

export async function removeInstance(access: TableAccess, id: string, now: Instant): Promise<void> {
  const { sql } = access;
  await sql.send(sql.build.deleteFrom('instances').where('id', '=', id));
  await freeWhatNobodyHolds(access, now);
}

/** Returns how many instances there were. */
export async function removeLapsedInstances(access: TableAccess, now: Instant): Promise<number> {
  const { sql } = access;
  const lapsed = await sql.change(sql.build.deleteFrom('instances').where('until', '<=', sql.dialect.now(now)));
  if (lapsed > 0) await freeWhatNobodyHolds(access, now);
  return lapsed;
}

/**
 * Frees leases and claimed jobs of instances that are not there; the jobs are due now. First it finds out whose they
 * are: an instance that has just been added may take one over before it is freed, and keeps it then.
 */
async function freeWhatNobodyHolds({ sql }: TableAccess, now: Instant): Promise<void> {
  const known = sql.build.selectFrom('instances').select('id');
  const leases = await sql.all(
    sql.build.selectFrom('leases').select('holder').distinct().where('holder', 'not in', known),
  );
  if (leases.length > 0) {
    const gone = leases.map(({ holder }) => holder);
    await sql.send(sql.build.deleteFrom('leases').where('holder', 'in', gone));
  }
  const jobs = await sql.all(
    sql.build
      .selectFrom('jobs')
      .select('claimed_by')
      .distinct()
      .where(isClaimed)
      .where('claimed_by', 'is not', null)
      .where('claimed_by', 'not in', known),
  );
  const gone = jobs.flatMap(({ claimed_by: id }) => id ?? []);
  if (gone.length === 0) return;
  await sql.send(
    sql.build
      .updateTable('jobs')
      .set(({ eb }) => ({ due_at: sql.dialect.now(now), version: eb('version', '+', 1), claimed: 0, claimed_by: null }))
      .where(isClaimed)
      .where('claimed_by', 'in', gone),
  );
}

/** Takes it where it is free, where its holder has lapsed, and where the holder itself has not released it before. */
export async function takeLease(
  { sql }: TableAccess,
  key: string,
  { holder, turn }: { readonly holder: string; readonly turn: string },
  now: Instant,
): Promise<boolean> {
  const living = sql.build.selectFrom('instances').where('until', '>', sql.dialect.now(now));
  const taken = await sql.change(
    sql.build
      .insertInto('leases')
      .columns(['key', 'holder', 'turn'])
      .expression(
        living
          .where('id', '=', holder)
          .select([fragment<string>`${key}`.as('key'), 'id as holder', fragment<string>`${turn}`.as('turn')]),
      )
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ holder, turn })
          .where(({ or, eb, not, exists }) =>
            or([
              eb('leases.holder', '=', holder),
              not(exists(living.where('id', '=', fragment.ref<string>('leases.holder')).select('id'))),
            ]),
          ),
      ),
  );
  return taken > 0;
}

export async function releaseLease({ sql }: TableAccess, key: string, turn: string): Promise<void> {
  await sql.send(sql.build.deleteFrom('leases').where('key', '=', key).where('turn', '=', turn));
}

const until = ({ dialect }: Sql, now: Instant, forMs: number) => fragment<number>`${dialect.now(now)} + ${forMs}`;

const timeRow = z.object({ now: instantSchema });

/** The time by the clock that all instances share. */
export async function readTime({ sql }: TableAccess, now: Instant): Promise<Instant> {
  const row = await sql.first(sql.build.selectNoFrom(sql.dialect.now(now).as('now')));
  return parseRow('instances', timeRow, row).now;
}
