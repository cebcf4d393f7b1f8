import { sql as fragment } from 'kysely';
import type { ProviderReferences, Refund } from '../payments/model/model.ts';
import type { Row } from './connection.ts';
import type { TableAccess } from './table-access.ts';
import { refundCodec } from './codecs/refund-codec.ts';
import { MOST_OPEN } from './payments.ts';
import { prepared, preparedForRows } from './prepared.ts';
import { rowById } from './row-by-id.ts';

export async function findRefund({ sql, cipher }: TableAccess, id: string): Promise<Refund | undefined> {
  const found = await rowById(sql, 'refunds', id);
  return found && refundCodec.fromRow(cipher, found);
}

export async function findRefundByMerchantReference(
  { sql, cipher }: TableAccess,
  reference: string,
): Promise<Refund | undefined> {
  const found = await sql.first(
    sql.build.selectFrom('refunds').selectAll().where('merchant_reference', '=', reference),
  );
  return found && refundCodec.fromRow(cipher, found);
}

export async function findRefundByProviderReference(
  { sql, cipher }: TableAccess,
  provider: string,
  name: string,
  value: string,
): Promise<Refund | undefined> {
  const found = await sql.first(
    sql.build
      .selectFrom('refunds')
      .innerJoin('refund_provider_references', 'refund_provider_references.refund_id', 'refunds.id')
      .innerJoin('payments', 'payments.id', 'refunds.payment_id')
      .selectAll('refunds')
      .where('payments.provider', '=', provider)
      .where('refund_provider_references.name', '=', name)
      .where('refund_provider_references.value', '=', value)
      .orderBy('refunds.id', 'desc')
      .limit(1),
  );
  return found && refundCodec.fromRow(cipher, found);
}

const ofPayment = prepared((db) =>
  db.selectFrom('refunds').selectAll().where('payment_id', '=', '').orderBy('id', 'desc'),
);

export async function refundsOf({ sql, cipher }: TableAccess, paymentId: string): Promise<readonly Refund[]> {
  const rows = await sql.all(ofPayment(sql, [paymentId]));
  return rows.map((row) => refundCodec.fromRow(cipher, row));
}

/** Refunds that are not final, of payments of providers that are not configured. */
export async function openRefundsElsewhere(
  { sql, cipher }: TableAccess,
  configured: readonly string[],
): Promise<readonly (Pick<Refund, 'id' | 'paymentId' | 'status'> & { readonly provider: string })[]> {
  let query = sql.build
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .selectAll('refunds')
    .select('payments.provider')
    // Written out: the partial index is not used for bound values.
    .where(fragment<boolean>`refunds.status IN ('processing', 'unknown')`);
  if (configured.length > 0) query = query.where('payments.provider', 'not in', configured);
  const rows = await sql.all(query.orderBy('refunds.id').limit(MOST_OPEN));
  return rows.map(({ provider, ...each }) => ({ ...refundCodec.fromRow(cipher, each), provider }));
}

/** Returns the row. */
export async function insertRefund(access: TableAccess, refund: Refund): Promise<Row> {
  const row = refundCodec.toRow(access.cipher, refund);
  await access.sql.insert('refunds', row);
  await addRefundReferences(access, refund.id, refund.providerReferences);
  return row;
}

export async function addRefundReferences(
  { sql }: TableAccess,
  id: string,
  references: ProviderReferences,
): Promise<void> {
  const rows = Object.entries(references).map(([name, value]) => [name, value, id]);
  if (rows.length > 0) await sql.send(insertReferences(sql, rows.length, rows.flat()));
}

const insertReferences = preparedForRows((db, count) =>
  db
    .insertInto('refund_provider_references')
    .values(Array.from({ length: count }, () => ({ name: '', value: '', refund_id: '' })))
    .onConflict((conflict) => conflict.doNothing()),
);
