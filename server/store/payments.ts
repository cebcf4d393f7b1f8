import { sql as fragment } from 'kysely';
import { isFinal, PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { Payment, ProviderReferences } from '../payments/model/model.ts';
import type { Page, PageRequest, StoreReads } from '../payments/ports/ports.ts';
import { firstIdAt } from '../platform/ids.ts';
import type { Row } from './connection.ts';
import type { TableAccess } from './table-access.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import { pageNewestFirst } from './page.ts';
import { prepared, preparedForRows } from './prepared.ts';
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
  access: TableAccess,
  provider: string,
  name: string,
  value: string,
): Promise<Payment | undefined> {
  return (await findPaymentsByProviderReference(access, { provider, name, value, limit: 1 }))[0];
}

/** Newest first. */
export async function findPaymentsByProviderReference(
  { sql, cipher }: TableAccess,
  { provider, name, value, limit }: { provider: string; name: string; value: string; limit: number },
): Promise<readonly Payment[]> {
  const found = await sql.all(
    sql.build
      .selectFrom('payments')
      .innerJoin('payment_provider_references', 'payment_provider_references.payment_id', 'payments.id')
      .selectAll('payments')
      .where('payment_provider_references.provider', '=', provider)
      .where('payment_provider_references.name', '=', name)
      .where('payment_provider_references.value', '=', value)
      .orderBy('payments.id', 'desc')
      .limit(limit),
  );
  return found.map((row) => paymentCodec.fromRow(cipher, row));
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
  { checkoutId, status, ofProvider }: Parameters<StoreReads['listPayments']>[0],
  page: PageRequest,
): Promise<Page<Payment>> {
  let query = access.sql.build.selectFrom('payments').selectAll();
  if (checkoutId !== undefined) query = query.where('checkout_id', '=', checkoutId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (ofProvider !== undefined) {
    const { provider, since } = ofProvider;
    // Also by the id, which begins with the time: older rows are not read.
    query = query
      .where('provider', '=', provider)
      .where('created_at', '>=', since)
      .where('id', '>=', firstIdAt('pay', since - ID_AGE_MS));
  }
  return pageNewestFirst(access, query, page, (row) => paymentCodec.fromRow(access.cipher, row));
}

/** Word for word as an index has it: otherwise that is not used. */
const isOpen = fragment<boolean>`status NOT IN (${fragment.join(
  PAYMENT_STATUSES.filter(isFinal).map((status) => fragment.lit(status)),
)})`;

/** The providers that have an open payment: from each to the next one by the index, however many payments are open. */
const providersOfOpen = prepared((db) => ({
  compile: () =>
    fragment<{ provider: string }>`WITH RECURSIVE found (provider) AS (
        SELECT min(provider) FROM payments WHERE ${isOpen}
        UNION ALL
        SELECT (SELECT min(payments.provider) FROM payments WHERE ${isOpen} AND payments.provider > found.provider)
        FROM found WHERE found.provider IS NOT NULL
      )
      SELECT provider FROM found WHERE provider IS NOT NULL`.compile(db),
}));

export async function openPaymentsElsewhere(
  { sql, cipher }: TableAccess,
  configured: readonly string[],
): Promise<readonly Payment[]> {
  const open: Payment[] = [];
  for (const { provider } of await sql.all(providersOfOpen(sql, []))) {
    if (configured.includes(provider)) continue;
    const query = sql.build.selectFrom('payments').selectAll().where(isOpen).where('provider', '=', provider);
    const rows = await sql.all(query.orderBy('id').limit(MOST_OPEN - open.length));
    open.push(...rows.map((row) => paymentCodec.fromRow(cipher, row)));
    if (open.length >= MOST_OPEN) break;
  }
  return open;
}

/** An id is made a little before its row. */
export const ID_AGE_MS = 3_600_000;

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
  const rows = Object.entries(references).map(([name, value]) => [provider, name, value, id]);
  if (rows.length > 0) await sql.send(insertReferences(sql, rows.length, rows.flat()));
}

const insertReferences = preparedForRows((db, count) =>
  db
    .insertInto('payment_provider_references')
    .values(Array.from({ length: count }, () => ({ provider: '', name: '', value: '', payment_id: '' })))
    .onConflict((conflict) => conflict.doNothing()),
);
