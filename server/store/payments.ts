import { isFinal, PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { Payment, ProviderReferences } from '../payments/model/model.ts';
import type { Page, PageRequest, StoreReads } from '../payments/ports/ports.ts';
import { firstIdAt } from '../platform/ids.ts';
import type { Row } from './connection.ts';
import type { TableAccess } from './table-access.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import { pageNewestFirst } from './page.ts';
import { prepared } from './prepared.ts';
import { rowById } from './row-by-id.ts';

export async function findPayment({ sql, cipher }: TableAccess, id: string): Promise<Payment | undefined> {
  const found = await rowById(sql, 'payments', id);
  return found && paymentCodec.fromRow(cipher, found);
}

export async function findPaymentByMerchantReference(
  { sql, cipher }: TableAccess,
  reference: string,
): Promise<Payment | undefined> {
  const found = await sql.first(
    sql.build.selectFrom('payments').selectAll().where('merchant_reference', '=', reference),
  );
  return found && paymentCodec.fromRow(cipher, found);
}

/** By any reference the provider ever had for it; the newest payment where several share one. */
export async function findPaymentByProviderReference(
  { sql, cipher }: TableAccess,
  provider: string,
  name: string,
  value: string,
): Promise<Payment | undefined> {
  const found = await sql.first(
    sql.build
      .selectFrom('payments')
      .innerJoin('payment_provider_references', 'payment_provider_references.payment_id', 'payments.id')
      .selectAll('payments')
      .where('payment_provider_references.provider', '=', provider)
      .where('payment_provider_references.name', '=', name)
      .where('payment_provider_references.value', '=', value)
      .orderBy('payments.id', 'desc')
      .limit(1),
  );
  return found && paymentCodec.fromRow(cipher, found);
}

const ofCheckout = prepared((db) =>
  db.selectFrom('payments').selectAll().where('checkout_id', '=', '').orderBy('id', 'desc'),
);

export async function paymentsOf({ sql, cipher }: TableAccess, checkoutId: string): Promise<readonly Payment[]> {
  const rows = await sql.all(ofCheckout(sql, [checkoutId]));
  return rows.map((row) => paymentCodec.fromRow(cipher, row));
}

export function listPayments(
  access: TableAccess,
  { checkoutId, status, provider, createdSince }: Parameters<StoreReads['listPayments']>[0],
  page: PageRequest,
): Promise<Page<Payment>> {
  let query = access.sql.build.selectFrom('payments').selectAll();
  if (checkoutId !== undefined) query = query.where('checkout_id', '=', checkoutId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (provider !== undefined) query = query.where('provider', '=', provider);
  // Also by the id, which begins with the time: older rows are not read.
  if (createdSince !== undefined)
    query = query.where('created_at', '>=', createdSince).where('id', '>=', firstIdAt('pay', createdSince - ID_AGE_MS));
  return pageNewestFirst(access, query, page, (row) => paymentCodec.fromRow(access.cipher, row));
}

export async function openPaymentsElsewhere(
  { sql, cipher }: TableAccess,
  configured: readonly string[],
): Promise<readonly Payment[]> {
  const open = PAYMENT_STATUSES.filter((status) => !isFinal(status));
  let query = sql.build.selectFrom('payments').selectAll().where('status', 'in', open);
  if (configured.length > 0) query = query.where('provider', 'not in', configured);
  const rows = await sql.all(query.orderBy('id').limit(MOST_OPEN));
  return rows.map((row) => paymentCodec.fromRow(cipher, row));
}

/** An id is made a little before its row. */
const ID_AGE_MS = 3_600_000;

/** How many open payments, refunds or payouts of providers without configuration are reported one by one. */
export const MOST_OPEN = 100;

/** Returns the row. */
export async function insertPayment(access: TableAccess, payment: Payment): Promise<Row> {
  const row = paymentCodec.toRow(access.cipher, payment);
  await access.sql.insert('payments', row);
  await addPaymentReferences(access, payment.provider, payment.id, payment.providerReferences);
  return row;
}

/** A reference is kept also when another replaces it: a late notification may still use it. */
export async function addPaymentReferences(
  { sql }: TableAccess,
  provider: string,
  id: string,
  references: ProviderReferences,
): Promise<void> {
  const rows = Object.entries(references).map(([name, value]) => ({ provider, name, value, payment_id: id }));
  if (rows.length === 0) return;
  await sql.change(
    sql.build
      .insertInto('payment_provider_references')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  );
}
