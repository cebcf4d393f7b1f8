import { sql as fragment, type Insertable, type Updateable } from 'kysely';
import { z } from 'zod';
import { CURRENCIES } from '../../shared/money.ts';
import { REFUND_ORIGINS, REFUND_STATUSES, REVIEWS } from '../../shared/payment-status.ts';
import type { ProviderReferences, Refund } from '../payments/model/model.ts';
import type { Tx } from '../payments/ports/ports.ts';
import { assertChanged, risingTo, type Access } from './access.ts';
import { MOST_OPEN } from './payments.ts';
import { failure, providerIds } from './payment-row.ts';
import { amount, asJson, instant, orNull, parseRow, present } from './row.ts';
import type { RefundsTable } from './tables.ts';

const row = z.object({
  id: z.string(),
  payment_id: z.string(),
  reference: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  status: z.enum(REFUND_STATUSES),
  origin: z.enum(REFUND_ORIGINS),
  reason: z.string().nullable(),
  resolves: z.enum(REVIEWS).nullable(),
  ids: providerIds,
  unconfirmed_ids: providerIds,
  failure,
  created_at: instant,
  updated_at: instant,
});

const toRow = (refund: Refund): Insertable<RefundsTable> => ({
  id: refund.id,
  payment_id: refund.paymentId,
  reference: refund.merchantReference,
  amount: refund.amount,
  currency: refund.currency,
  status: refund.status,
  origin: refund.origin,
  reason: refund.reason ?? null,
  resolves: refund.resolves ?? null,
  ids: asJson(refund.providerReferences),
  unconfirmed_ids: asJson(refund.unconfirmedReferences),
  failure: orNull(refund.failure, asJson),
  created_at: refund.createdAt,
  updated_at: refund.updatedAt,
});

function fromRow(raw: unknown): Refund {
  const r = parseRow('refunds', row, raw);
  return present({
    id: r.id,
    paymentId: r.payment_id,
    merchantReference: r.reference,
    amount: r.amount,
    currency: r.currency,
    status: r.status,
    origin: r.origin,
    reason: r.reason ?? undefined,
    resolves: r.resolves ?? undefined,
    providerReferences: r.ids,
    unconfirmedReferences: r.unconfirmed_ids,
    failure: r.failure ?? undefined,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  });
}

export async function findRefund({ sql }: Access, id: string): Promise<Refund | undefined> {
  const found = await sql.first(sql.build.selectFrom('refunds').selectAll().where('id', '=', id));
  return found && fromRow(found);
}

export async function findRefundByMerchantReference({ sql }: Access, reference: string): Promise<Refund | undefined> {
  const found = await sql.first(sql.build.selectFrom('refunds').selectAll().where('reference', '=', reference));
  return found && fromRow(found);
}

export async function findRefundByProviderReference(
  { sql }: Access,
  provider: string,
  name: string,
  value: string,
): Promise<Refund | undefined> {
  const found = await sql.first(
    sql.build
      .selectFrom('refunds')
      .innerJoin('refund_ids', 'refund_ids.refund_id', 'refunds.id')
      .innerJoin('payments', 'payments.id', 'refunds.payment_id')
      .selectAll('refunds')
      .where('payments.provider', '=', provider)
      .where('refund_ids.name', '=', name)
      .where('refund_ids.value', '=', value)
      .orderBy('refunds.id', 'desc')
      .limit(1),
  );
  return found && fromRow(found);
}

export async function refundsOf({ sql }: Access, paymentId: string): Promise<readonly Refund[]> {
  const rows = await sql.all(
    sql.build.selectFrom('refunds').selectAll().where('payment_id', '=', paymentId).orderBy('id', 'desc'),
  );
  return rows.map(fromRow);
}

/** Those whose outcome is open, of payments of providers that are not configured. */
export async function openRefundsElsewhere(
  { sql }: Access,
  configured: readonly string[],
): Promise<readonly (Pick<Refund, 'id' | 'paymentId' | 'status'> & { readonly provider: string })[]> {
  let query = sql.build
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .selectAll('refunds')
    .select('payments.provider')
    // Written out: a bound value would not let the partial index be used.
    .where(fragment<boolean>`refunds.status IN ('processing', 'unknown')`);
  if (configured.length > 0) query = query.where('payments.provider', 'not in', configured);
  const rows = await sql.all(query.orderBy('refunds.id').limit(MOST_OPEN));
  return rows.map(({ provider, ...each }) => ({ ...fromRow(each), provider }));
}

export async function insertRefund(access: Access, refund: Refund): Promise<void> {
  await access.sql.insert('refunds', toRow(refund));
  await learnReferences(access, refund.id, refund.providerReferences);
}

export async function updateRefund(
  access: Access,
  id: string,
  patch: Parameters<Tx['updateRefund']>[1],
): Promise<void> {
  const { sql } = access;
  const set: Updateable<RefundsTable> = {};
  if (patch.status !== undefined) set.status = patch.status;
  if (patch.providerReferences !== undefined) set.ids = asJson(patch.providerReferences);
  if (patch.unconfirmedReferences !== undefined) set.unconfirmed_ids = asJson(patch.unconfirmedReferences);
  if ('failure' in patch) set.failure = orNull(patch.failure, asJson);
  if (patch.updatedAt !== undefined) set.updated_at = risingTo(patch.updatedAt);
  if (Object.keys(set).length === 0) return;
  assertChanged(await sql.change(sql.build.updateTable('refunds').set(set).where('id', '=', id)), 'refunds', id);
  if (patch.providerReferences !== undefined) await learnReferences(access, id, patch.providerReferences);
}

async function learnReferences({ sql }: Access, id: string, ids: ProviderReferences): Promise<void> {
  const rows = Object.entries(ids).map(([name, value]) => ({ name, value, refund_id: id }));
  if (rows.length === 0) return;
  await sql.change(
    sql.build
      .insertInto('refund_ids')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  );
}
