import { sql as fragment } from 'kysely';
import type { Instant } from '../payments/model/model.ts';
import type { Sql } from './sql.ts';
import type { TableAccess } from './table-access.ts';

/* Instances and their leases, by the clock that all instances share; `now` is the time where the database has none. */

export async function addInstance({ sql }: TableAccess, id: string, forMs: number, now: Instant): Promise<void> {
  await sql.change(sql.build.insertInto('instances').values({ id, until: until(sql, now, forMs) }));
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

export async function removeInstance({ sql }: TableAccess, id: string): Promise<void> {
  await sql.change(sql.build.deleteFrom('leases').where('holder', '=', id));
  await sql.change(sql.build.deleteFrom('instances').where('id', '=', id));
}

/** Returns how many instances there were. */
export async function removeLapsedInstances({ sql }: TableAccess, now: Instant): Promise<number> {
  const lapsed = await sql.change(sql.build.deleteFrom('instances').where('until', '<=', sql.dialect.now(now)));
  await sql.change(
    sql.build.deleteFrom('leases').where('holder', 'not in', (select) => select.selectFrom('instances').select('id')),
  );
  return lapsed;
}

/** Takes it where it is free, where its holder has lapsed, and where the holder itself has not released it before. */
export async function takeLease({ sql }: TableAccess, key: string, holder: string, now: Instant): Promise<boolean> {
  const living = sql.build.selectFrom('instances').where('until', '>', sql.dialect.now(now));
  const taken = await sql.change(
    sql.build
      .insertInto('leases')
      .columns(['key', 'holder'])
      .expression(living.where('id', '=', holder).select([fragment<string>`${key}`.as('key'), 'id as holder']))
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ holder })
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

export async function releaseLease({ sql }: TableAccess, key: string, holder: string): Promise<void> {
  await sql.change(sql.build.deleteFrom('leases').where('key', '=', key).where('holder', '=', holder));
}

const until = ({ dialect }: Sql, now: Instant, forMs: number) => fragment<number>`${dialect.now(now)} + ${forMs}`;
