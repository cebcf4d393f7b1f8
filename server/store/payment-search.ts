import { sql as fragment } from 'kysely';
import type { Payment } from '../payments/model/model.ts';
import type { Page, PageRequest, PaymentFilter } from '../payments/ports/ports.ts';
import { firstIdAt } from '../platform/ids.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import { decodeCursor, encodeCursor, pageNewestFirst } from './page.ts';
import { findPaymentsByProviderReference, ID_AGE_MS } from './payments.ts';
import type { TableAccess } from './table-access.ts';

/** How many payments one call looks at: for no person's search may the payments of customers wait. */
const MOST_SCANNED = 5_000;

export async function scanPayments(
  access: TableAccess,
  { status, provider, channel, inReview, createdSince }: PaymentFilter,
  page: PageRequest,
  mostScanned = MOST_SCANNED,
): Promise<Page<Payment>> {
  const { sql } = access;
  // What an index or the order of ids finds narrows what is looked at; the rest is looked for among that.
  let walked = sql.build.selectFrom('payments');
  if (status !== undefined) walked = walked.where('status', '=', status);
  // By their own index: reviews are few, and a walk by id would look at everything for the last of them.
  if (inReview === true)
    walked = walked.where('id', 'in', (db) =>
      db.selectFrom('payments as reviewed').select('reviewed.id').where('reviewed.review', 'is not', null),
    );
  if (createdSince !== undefined)
    walked = walked
      .where('id', '>=', firstIdAt('pay', createdSince - ID_AGE_MS))
      .where('created_at', '>=', createdSince);
  let rest = walked;
  if (page.cursor !== undefined) rest = rest.where('id', '<', decodeCursor(page.cursor));
  const last = await sql.first(
    rest
      .select('id')
      .orderBy('id', 'desc')
      .offset(mostScanned - 1)
      .limit(1),
  );
  let wanted = walked.selectAll();
  if (last !== undefined) wanted = wanted.where('id', '>=', last.id);
  if (provider !== undefined) wanted = wanted.where('provider', '=', provider);
  if (channel !== undefined) wanted = wanted.where('channel', '=', channel);
  const found = await pageNewestFirst(access, wanted, page, (row) => paymentCodec.fromRow(access.cipher, row));
  return found.nextCursor === null && last !== undefined ? { ...found, nextCursor: encodeCursor(last.id) } : found;
}

/** A provider has a few kinds of references. More than these are no installation's. */
const MOST_KINDS = 200;
const MOST_FOUND = 20;

/**
 * The table is ordered by provider and kind of reference first, so each kind that occurs is looked up by itself: an index
 * by the value alone would cost every payment a write.
 */
export async function paymentsByAnyProviderReference(access: TableAccess, value: string): Promise<readonly Payment[]> {
  const { sql } = access;
  const found = new Map<string, Payment>();
  let kind = { provider: '', name: '' };
  for (let count = 0; count < MOST_KINDS; count += 1) {
    const next = await sql.first(
      sql.build
        .selectFrom('payment_provider_references')
        .select(['provider', 'name'])
        .where(fragment<boolean>`(provider, name) > (${kind.provider}, ${kind.name})`)
        .orderBy('provider')
        .orderBy('name')
        .limit(1),
    );
    if (next === undefined) break;
    kind = next;
    for (const payment of await findPaymentsByProviderReference(access, { ...kind, value, limit: MOST_FOUND }))
      found.set(payment.id, payment);
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, MOST_FOUND);
}
