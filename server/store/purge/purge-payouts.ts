import type { StoredHead } from '../ledger/head.ts';
import { firstIdAt } from '../../platform/ids.ts';
import { instantSchema, parseRow } from '../row.ts';
import type { TableAccess } from '../table-access.ts';
import { deleteOwned, type Owned } from './delete-owned.ts';
import { leaveHeads, soundHeads } from './leave-heads.ts';
import type { KeptReason } from './kept-reason.ts';
import { pendingOf } from './pending-work.ts';
import { countKept, type PurgeRange, type PurgeStep, type RowCounts } from './purge-step.ts';

/** Purges some old payouts with all their rows, in one unit of work. */
export async function purgePayouts(access: TableAccess, range: PurgeRange): Promise<PurgeStep> {
  const { sql } = access;
  const { before, after, limit, dryRun } = range;
  const locked = await sql.all(
    sql.dialect.lockFreeRows(
      sql.build
        .selectFrom('payouts')
        .select(['id', 'created_at'])
        .where('id', '>', after)
        .where('id', '<', firstIdAt('po', before))
        .orderBy('id')
        .limit(limit),
    ),
  );
  const last = locked.at(-1);
  if (last === undefined) return { removed: {}, kept: {}, after: undefined };
  const ids = locked.map(({ id }) => id);
  const found = await sql.all(
    sql.build.selectFrom('payouts').select(['id', 'provider', 'status', 'updated_at']).where('id', 'in', ids),
  );
  const pending = await pendingOf(sql, ids, ids);
  const keptFor = ({ id, status, updated_at }: (typeof found)[number]): KeptReason | undefined => {
    if (status !== 'succeeded' && status !== 'failed') return 'open';
    if (pending.undelivered.has(id)) return 'undelivered';
    if (pending.scheduled.has(id)) return 'scheduled';
    return updated_at >= before ? 'recent' : undefined;
  };
  const old = found.filter((payout) => keptFor(payout) === undefined);
  const heads = await soundHeads(
    access,
    'payout',
    old.map(({ id }) => id),
  );
  const purged = old.filter(({ id }) => heads.has(id));
  const providers = [...new Set(purged.map(({ provider }) => provider))];
  return {
    removed: dryRun ? { payouts: purged.length } : await remove(access, [...heads.values()], providers, range),
    kept: countKept(found.filter((each) => !purged.includes(each)).map((each) => keptFor(each) ?? 'ledger')),
    after: last.id,
    upTo: parseRow('payouts', instantSchema, last.created_at),
  };
}

async function remove(
  access: TableAccess,
  heads: readonly StoredHead[],
  providers: readonly string[],
  { now, archive }: PurgeRange,
): Promise<RowCounts> {
  const removed: RowCounts = {};
  await leaveHeads(access, heads, now);
  const payouts = heads.map(({ subject }) => subject);
  const owned: readonly Owned[] = [
    { table: 'events', where: { stream: payouts } },
    { table: 'notifications', where: { provider: providers, subject: payouts } },
    { table: 'payout_references', where: { payout_id: payouts } },
    { table: 'payout_history', where: { payout_id: payouts } },
    { table: 'payouts', where: { id: payouts } },
  ];
  for (const each of owned) removed[each.table] = await deleteOwned(access.sql, each, archive);
  archive?.flush();
  return removed;
}
