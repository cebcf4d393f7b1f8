import type { Insertable, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { CURRENCIES } from '../../shared/money.ts';
import { PAYOUT_STATUSES } from '../../shared/payment-status.ts';
import type { Payout } from '../payments/model/model.ts';
import type { Page, PageRequest, StoreReads, Tx } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { assertChanged, risingTo, type Access } from './access.ts';
import { decodeCursor, pageOf, rowsOfPage } from './page.ts';
import { failure, providerIds } from './payment-row.ts';
import { amount, asJson, instant, orNull, parseRow, present, seal, type Place } from './row.ts';
import { MOST_OPEN } from './payments.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { Sql } from './sql.ts';
import type { PayoutsTable } from './tables.ts';

const row = z.object({
  id: z.string(),
  provider: z.string(),
  reference: z.string(),
  order_reference: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  bank_code: z.string(),
  account_number: z.string(),
  account_name: z.string(),
  description: z.string(),
  fee_bearer: z.enum(['recipient', 'merchant']),
  status: z.enum(PAYOUT_STATUSES),
  fee: amount.nullable(),
  ids: providerIds,
  failure,
  made_by: z.string(),
  approved_by: z.string().nullable(),
  unknown_since: instant.nullable(),
  resolution: z.string().nullable(),
  resolved_at: instant.nullable(),
  sequence: z.int().nonnegative(),
  created_at: instant,
  updated_at: instant,
});

/** Whose account it is, and what for. */
const place = (column: 'account_number' | 'account_name' | 'description', id: string): Place => ({
  table: 'payouts',
  column,
  row: id,
});

const toRow = (cipher: Cipher, payout: Payout): Insertable<PayoutsTable> => ({
  id: payout.id,
  provider: payout.provider,
  reference: payout.reference,
  order_reference: payout.merchantReference,
  amount: payout.amount,
  currency: payout.currency,
  bank_code: payout.bankCode,
  account_number: seal(cipher, place('account_number', payout.id), payout.accountNumber),
  account_name: seal(cipher, place('account_name', payout.id), payout.accountName),
  description: seal(cipher, place('description', payout.id), payout.description),
  fee_bearer: payout.feeBearer,
  status: payout.status,
  fee: payout.fee ?? null,
  ids: asJson(payout.providerReferences),
  failure: orNull(payout.failure, asJson),
  made_by: payout.madeBy,
  approved_by: payout.approvedBy ?? null,
  unknown_since: payout.unknownSince ?? null,
  resolution: payout.resolution ?? null,
  resolved_at: payout.resolvedAt ?? null,
  sequence: payout.sequence,
  created_at: payout.createdAt,
  updated_at: payout.updatedAt,
});

function fromRow(cipher: Cipher, raw: Selectable<PayoutsTable>): Payout {
  const r = parseRow('payouts', row, raw);
  const sealed = sealedColumns(cipher);
  return present({
    id: r.id,
    provider: r.provider,
    reference: r.reference,
    merchantReference: r.order_reference,
    amount: r.amount,
    currency: r.currency,
    bankCode: r.bank_code,
    accountNumber: sealed.text(place('account_number', r.id), r.account_number) ?? '',
    accountName: sealed.text(place('account_name', r.id), r.account_name) ?? '',
    description: sealed.text(place('description', r.id), r.description) ?? '',
    feeBearer: r.fee_bearer,
    status: r.status,
    fee: r.fee ?? undefined,
    providerReferences: r.ids,
    failure: r.failure ?? undefined,
    madeBy: r.made_by,
    approvedBy: r.approved_by ?? undefined,
    unknownSince: r.unknown_since ?? undefined,
    resolution: r.resolution ?? undefined,
    resolvedAt: r.resolved_at ?? undefined,
    sequence: r.sequence,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
    unreadable: sealed.unreadable,
  });
}

export async function findPayout({ sql, cipher }: Access, id: string): Promise<Payout | undefined> {
  const found = await sql.first(sql.build.selectFrom('payouts').selectAll().where('id', '=', id));
  return found && fromRow(cipher, found);
}

export async function findPayoutByMerchantReference(
  { sql, cipher }: Access,
  merchantReference: string,
): Promise<Payout | undefined> {
  const found = await sql.first(
    sql.build.selectFrom('payouts').selectAll().where('order_reference', '=', merchantReference),
  );
  return found && fromRow(cipher, found);
}

export async function listPayouts(
  { sql, cipher }: Access,
  { reference, status }: Parameters<StoreReads['listPayouts']>[0],
  page: PageRequest,
): Promise<Page<Payout>> {
  let query = sql.build.selectFrom('payouts').selectAll();
  if (reference !== undefined) query = query.where('reference', '=', reference);
  if (status !== undefined) query = query.where('status', '=', status);
  if (page.cursor !== undefined) query = query.where('id', '<', decodeCursor(page.cursor));
  const rows = await sql.all(query.orderBy('id', 'desc').limit(rowsOfPage(page)));
  return pageOf(rows, page, (each) => fromRow(cipher, each));
}

export async function openPayoutsElsewhere(
  { sql, cipher }: Access,
  configured: readonly string[],
): Promise<readonly Payout[]> {
  const open = PAYOUT_STATUSES.filter((status) => status !== 'succeeded' && status !== 'failed');
  let query = sql.build.selectFrom('payouts').selectAll().where('status', 'in', open);
  if (configured.length > 0) query = query.where('provider', 'not in', configured);
  const rows = await sql.all(query.orderBy('id').limit(MOST_OPEN));
  return rows.map((each) => fromRow(cipher, each));
}

export async function insertPayout({ sql, cipher }: Access, payout: Payout): Promise<string | undefined> {
  if (payout.status !== 'failed' && !(await takeReference(sql, payout))) {
    const holder = await sql.first(
      sql.build.selectFrom('payout_references').select('payout_id').where('reference', '=', payout.reference),
    );
    return holder?.payout_id;
  }
  await sql.insert('payouts', toRow(cipher, payout));
  return undefined;
}

/** Whether it was free. Decided by the index, so that of two at the same moment one has it. */
const takeReference = async (sql: Sql, { id, reference }: Pick<Payout, 'id' | 'reference'>): Promise<boolean> =>
  (await sql.change(
    sql.build
      .insertInto('payout_references')
      .values({ reference, payout_id: id })
      .onConflict((conflict) => conflict.doNothing()),
  )) === 1;

/** A payout that failed gives its reference up. Found paid after all it has it again, unless another has taken it. */
async function keepReference(sql: Sql, id: string, status: Payout['status']): Promise<void> {
  if (status === 'failed') {
    await sql.change(sql.build.deleteFrom('payout_references').where('payout_id', '=', id));
    return;
  }
  const row = await sql.first(sql.build.selectFrom('payouts').select(['id', 'reference']).where('id', '=', id));
  if (row !== undefined) await takeReference(sql, row);
}

export async function updatePayout(
  { sql }: Access,
  id: string,
  patch: Parameters<Tx['updatePayout']>[1],
): Promise<void> {
  const set: Updateable<PayoutsTable> = {};
  if (patch.status !== undefined) set.status = patch.status;
  if ('fee' in patch) set.fee = patch.fee ?? null;
  if (patch.providerReferences !== undefined) set.ids = asJson(patch.providerReferences);
  if ('failure' in patch) set.failure = orNull(patch.failure, asJson);
  if ('approvedBy' in patch) set.approved_by = patch.approvedBy ?? null;
  if ('unknownSince' in patch) set.unknown_since = patch.unknownSince ?? null;
  if ('resolution' in patch) set.resolution = patch.resolution ?? null;
  if ('resolvedAt' in patch) set.resolved_at = patch.resolvedAt ?? null;
  if (patch.sequence !== undefined) set.sequence = patch.sequence;
  if (patch.updatedAt !== undefined) set.updated_at = risingTo(patch.updatedAt);
  if (Object.keys(set).length === 0) return;
  assertChanged(await sql.change(sql.build.updateTable('payouts').set(set).where('id', '=', id)), 'payouts', id);
  if (patch.status !== undefined) await keepReference(sql, id, patch.status);
}

/** The names of the recipient's account, as they are written when they are forgotten. */
export const forgottenRecipient = (cipher: Cipher, id: string): Updateable<PayoutsTable> => ({
  account_number: seal(cipher, place('account_number', id), ''),
  account_name: seal(cipher, place('account_name', id), ''),
  description: seal(cipher, place('description', id), ''),
});
