import { PAYOUT_STATUSES } from '../../shared/payment-status.ts';
import type { Payout } from '../payments/model/model.ts';
import type { Page, PageRequest, StoreReads } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { payoutCodec } from './codecs/payout-codec.ts';
import { pageNewestFirst } from './page.ts';
import { MOST_OPEN } from './payments.ts';
import type { Sql } from './sql.ts';
import { rowById } from './row-by-id.ts';

export async function findPayout({ sql, cipher }: TableAccess, id: string): Promise<Payout | undefined> {
  const found = await rowById(sql, 'payouts', id);
  return found && payoutCodec.fromRow(cipher, found);
}

export async function findPayoutByMerchantReference(
  { sql, cipher }: TableAccess,
  merchantReference: string,
): Promise<Payout | undefined> {
  const found = await sql.first(
    sql.build.selectFrom('payouts').selectAll().where('merchant_reference', '=', merchantReference),
  );
  return found && payoutCodec.fromRow(cipher, found);
}

export function listPayouts(
  access: TableAccess,
  { reference, status }: Parameters<StoreReads['listPayouts']>[0],
  page: PageRequest,
): Promise<Page<Payout>> {
  let query = access.sql.build.selectFrom('payouts').selectAll();
  if (reference !== undefined) query = query.where('reference', '=', reference);
  if (status !== undefined) query = query.where('status', '=', status);
  return pageNewestFirst(access, query, page, (row) => payoutCodec.fromRow(access.cipher, row));
}

export async function openPayoutsElsewhere(
  { sql, cipher }: TableAccess,
  configured: readonly string[],
): Promise<readonly Payout[]> {
  const open = PAYOUT_STATUSES.filter((status) => status !== 'succeeded' && status !== 'failed');
  let query = sql.build.selectFrom('payouts').selectAll().where('status', 'in', open);
  if (configured.length > 0) query = query.where('provider', 'not in', configured);
  // Not in an order, for which all payouts might be read: there are few open ones.
  const rows = await sql.all(query.limit(MOST_OPEN));
  return rows.map((each) => payoutCodec.fromRow(cipher, each));
}

export async function insertPayout({ sql, cipher }: TableAccess, payout: Payout): Promise<string | undefined> {
  // Where the other payout fails between the two statements, its reference is free after all.
  while (payout.status !== 'failed' && !(await takeReference(sql, payout))) {
    const holder = await sql.first(
      sql.build.selectFrom('payout_references').select('payout_id').where('reference', '=', payout.reference),
    );
    if (holder !== undefined) return holder.payout_id;
  }
  await sql.insert('payouts', payoutCodec.toRow(cipher, payout));
  return undefined;
}

/** Whether the reference was free. The unique index decides, so that only one of two concurrent payouts gets it. */
const takeReference = async (sql: Sql, { id, reference }: Pick<Payout, 'id' | 'reference'>): Promise<boolean> =>
  (await sql.change(
    sql.build
      .insertInto('payout_references')
      .values({ reference, payout_id: id })
      .onConflict((conflict) => conflict.doNothing()),
  )) === 1;

/** A failed payout releases its reference. Found paid after all, it takes it again unless another payout has it. */
export async function updatePayoutReference(
  sql: Sql,
  payout: Pick<Payout, 'id' | 'reference' | 'status'>,
): Promise<void> {
  if (payout.status === 'failed')
    await sql.send(sql.build.deleteFrom('payout_references').where('payout_id', '=', payout.id));
  else await takeReference(sql, payout);
}
