import type { StoredHead } from '../ledger/head.ts';
import type { TableAccess } from '../table-access.ts';
import { deleteOwned, type Owned } from './delete-owned.ts';
import { leaveHeads, soundHeads } from './leave-heads.ts';
import { oldCheckouts, type OldCheckout } from './old-checkouts.ts';
import { countKept, type PurgeRange, type PurgeStep, type RowCounts } from './purge-step.ts';

/** Purges some old checkouts with their payments and all rows of these, in one unit of work. */
export async function purgeCheckouts(access: TableAccess, range: PurgeRange): Promise<PurgeStep> {
  const { found, last } = await oldCheckouts(access.sql, range);
  const old = found.filter(({ kept }) => kept === undefined);
  const heads = await soundHeads(
    access,
    'payment',
    old.flatMap(({ payments }) => payments),
  );
  const purged = old.filter(({ payments }) => payments.every((id) => heads.has(id)));
  return {
    removed: range.dryRun ? countsOf(purged) : await remove(access, purged, heads, range),
    kept: countKept(found.filter((each) => !purged.includes(each)).map(({ kept }) => kept ?? 'ledger')),
    after: last?.id,
    upTo: last?.createdAt,
  };
}

const countsOf = (purged: readonly OldCheckout[]): RowCounts => ({
  checkouts: purged.length,
  payments: purged.reduce((sum, { payments }) => sum + payments.length, 0),
  refunds: purged.reduce((sum, { refunds }) => sum + refunds.length, 0),
});

async function remove(
  access: TableAccess,
  purged: readonly OldCheckout[],
  heads: ReadonlyMap<string, StoredHead>,
  { now, archive }: PurgeRange,
): Promise<RowCounts> {
  const { sql } = access;
  const removed: RowCounts = {};
  if (purged.length === 0) return removed;
  await leaveHeads(
    access,
    purged.flatMap(({ payments }) => payments.flatMap((id) => heads.get(id) ?? [])),
    now,
  );
  const checkouts = purged.map(({ id }) => id);
  for (const owned of ownedBy(purged)) removed[owned.table] = await deleteOwned(sql, owned, archive);
  // It has no history of which a link could be left: the triggers let only a forgotten one be deleted.
  await sql.change(sql.build.updateTable('checkouts').set({ forgotten_at: now }).where('id', 'in', checkouts));
  removed.checkouts = await deleteOwned(sql, { table: 'checkouts', where: { id: checkouts } }, archive);
  archive?.flush();
  return removed;
}

/** Rows that refer to others come before these. */
function ownedBy(purged: readonly OldCheckout[]): readonly Owned[] {
  const checkouts = purged.map(({ id }) => id);
  const payments = purged.flatMap((checkout) => checkout.payments);
  const refunds = purged.flatMap((checkout) => checkout.refunds);
  const methods = purged.flatMap(({ savedMethods }) => savedMethods);
  const providers = [...new Set(purged.flatMap((checkout) => checkout.providers))];
  return [
    { table: 'events', where: { stream: checkouts } },
    { table: 'notifications', where: { provider: providers, subject: [...payments, ...refunds, ...methods] } },
    { table: 'refund_provider_references', where: { refund_id: refunds } },
    { table: 'refunds', where: { payment_id: payments } },
    { table: 'saved_methods', where: { payment_id: payments } },
    { table: 'payment_provider_references', where: { payment_id: payments } },
    { table: 'payment_history', where: { payment_id: payments } },
    { table: 'payments', where: { checkout_id: checkouts } },
  ];
}
