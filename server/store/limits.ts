import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { LimitStore, StreamSlot } from '../payments/ports/ports.ts';
import { lockNames } from './lock-names.ts';
import { prepared } from './prepared.ts';
import { instantSchema, parseRow } from './row.ts';
import type { TableAccess } from './table-access.ts';

const use = z.object({ used: z.int().positive(), ends_at: instantSchema });
const openStreams = z.object({ of_checkout: z.int().nonnegative(), of_address: z.int().nonnegative() });

const countOne = prepared((db) =>
  db
    .insertInto('rate_limits')
    .values({ key: '', used: 1, ends_at: 0 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        used: fragment<number>`CASE WHEN rate_limits.ends_at <= ${0} THEN 1 ELSE rate_limits.used + 1 END`,
        ends_at: fragment<number>`CASE WHEN rate_limits.ends_at <= ${0} THEN ${0} ELSE rate_limits.ends_at END`,
      }),
    )
    .returning(['used', 'ends_at']),
);

export async function countUse(
  { sql }: TableAccess,
  key: string,
  { limit, windowMs, now }: Parameters<LimitStore['countUse']>[1],
): Promise<Instant | undefined> {
  const endsAt = now + windowMs;
  const [row] = await sql.all(countOne(sql, [key, 1, endsAt, now, now, endsAt]));
  const { used, ends_at } = parseRow('rate_limits', use, row);
  return used > limit ? ends_at : undefined;
}

export async function returnUse({ sql }: TableAccess, key: string): Promise<void> {
  await sql.send(
    sql.build
      .updateTable('rate_limits')
      .set(({ eb }) => ({ used: eb('used', '-', 1) }))
      .where('key', '=', key)
      .where('used', '>', 0),
  );
}

/** To be called with the checkout locked, so that two streams of one checkout are not counted at the same time. */
export async function takeStreamSlot(
  { sql }: TableAccess,
  { id, checkoutId, address, holder }: StreamSlot,
  limits: Parameters<LimitStore['takeStreamSlot']>[1],
): Promise<boolean> {
  // Two that count at the same time would both find room.
  await lockNames(sql, [`streams of ${checkoutId}`, `streams of ${address}`]);
  const living = sql.build.selectFrom('instances').select('id');
  const open = sql.build
    .selectFrom('stream_slots')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('holder', 'in', living);
  const row = await sql.first(
    sql.build.selectNoFrom([
      open.where('checkout_id', '=', checkoutId).as('of_checkout'),
      open.where('address', '=', address).as('of_address'),
    ]),
  );
  const { of_checkout, of_address } = parseRow('stream_slots', openStreams, row);
  if (of_checkout >= limits.perCheckout || of_address >= limits.perAddress) return false;
  await sql.send(sql.build.insertInto('stream_slots').values({ id, checkout_id: checkoutId, address, holder }));
  return true;
}

export async function keepStreamSlots({ sql }: TableAccess, slots: readonly StreamSlot[]): Promise<void> {
  await sql.send(
    sql.build
      .insertInto('stream_slots')
      .values(slots.map(({ id, checkoutId, address, holder }) => ({ id, checkout_id: checkoutId, address, holder })))
      .onConflict((conflict) => conflict.column('id').doUpdateSet(({ ref }) => ({ holder: ref('excluded.holder') }))),
  );
}

export async function freeStreamSlots({ sql }: TableAccess, ids: readonly string[]): Promise<void> {
  await sql.send(sql.build.deleteFrom('stream_slots').where('id', 'in', ids));
}

export async function pruneLimits({ sql }: TableAccess, now: Instant): Promise<number> {
  const counts = await sql.change(sql.build.deleteFrom('rate_limits').where('ends_at', '<=', now));
  const living = sql.build.selectFrom('instances').select('id');
  return counts + (await sql.change(sql.build.deleteFrom('stream_slots').where('holder', 'not in', living)));
}
