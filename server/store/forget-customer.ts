import { sql as fragment } from 'kysely';
import { isFinal } from '../../shared/payment-status.ts';
import type { Instant } from '../payments/model/model.ts';
import type { ForgettingStep } from '../payments/ports/ports.ts';
import { checkoutCodec } from './codecs/checkout-codec.ts';
import { deleteSome } from './delete-some.ts';
import { eraseCheckout } from './forget.ts';
import { lockAggregate } from './lock-aggregate.ts';
import { decodeCursor, encodeCursor } from './page.ts';
import { CUSTOMER_INDEX } from './saved-methods.ts';
import type { TableAccess } from './table-access.ts';

/** How many checkouts one step looks at: their customers are encrypted, so each has to be opened. */
const CHECKOUTS = 500;
/** More than one customer ever has. */
const MANY = 10_000;

type RunUnit = <T>(work: (access: TableAccess) => Promise<T>) => Promise<T>;

/**
 * One step of erasing everything personal about one customer: the next checkouts after the cursor, each in a unit of work
 * of its own with its payments, events, notifications and stored answers. The last step deletes the saved methods that are
 * not active. Amounts, statuses, references and the rest of the history stay.
 *
 * @throws {UnknownCursor}
 */
export async function forgetCustomer(
  access: TableAccess,
  run: RunUnit,
  {
    reference,
    cursor,
    now,
  }: { readonly reference: string; readonly cursor: string | undefined; readonly now: Instant },
): Promise<ForgettingStep> {
  const { sql, cipher } = access;
  const after = cursor === undefined ? '' : decodeCursor(cursor);
  const rows = await sql.all(
    sql.build.selectFrom('checkouts').selectAll().where('id', '>', after).orderBy('id').limit(CHECKOUTS),
  );
  const step = { erased: 0, open: [] as string[], undelivered: [] as string[], unreadable: 0 };
  for (const row of rows) {
    if (row.forgotten_at !== null || row.customer === null) continue;
    const checkout = checkoutCodec.fromRow(cipher, row);
    if (checkout.customer?.reference === reference) {
      const outcome = await run((unit) => forgetCheckout(unit, row.id, now));
      if (outcome === 'erased') step.erased += 1;
      else step[outcome].push(row.id);
    } else if (checkout.unreadable === true) step.unreadable += 1;
  }
  const last = rows.at(-1);
  if (rows.length === CHECKOUTS && last !== undefined) return { ...step, nextCursor: encodeCursor(last.id) };
  await run((unit) => deleteMethods(unit, reference));
  return { ...step, nextCursor: null };
}

async function forgetCheckout(
  access: TableAccess,
  id: string,
  now: Instant,
): Promise<'erased' | 'open' | 'undelivered'> {
  const { sql } = access;
  await lockAggregate(access, { of: 'checkout', id });
  const checkout = await sql.first(sql.build.selectFrom('checkouts').select('status').where('id', '=', id));
  const payments = await sql.all(
    sql.build.selectFrom('payments').select(['id', 'provider', 'status']).where('checkout_id', '=', id),
  );
  if (checkout?.status === 'open' || payments.some(({ status }) => !isFinal(status))) return 'open';
  const delivery = sql.build.selectFrom('jobs').select('id').where('kind', '=', 'deliver').where('key', '=', id);
  if ((await sql.first(delivery)) !== undefined) return 'undelivered';

  await eraseCheckout(access, id, now);
  await deleteSome(access, 'events', { key: ['id'], where: fragment`stream = ${id}`, limit: MANY });
  for (const payment of payments)
    await deleteSome(access, 'notifications', {
      key: ['provider', 'dedupe_key'],
      where: fragment`provider = ${payment.provider} AND subject = ${payment.id}`,
      limit: MANY,
    });
  const refunds = await sql.all(
    sql.build
      .selectFrom('refunds')
      .select('id')
      .where('payment_id', 'in', ['', ...payments.map((payment) => payment.id)]),
  );
  await emptyAnswers(access, [id, ...payments.map((payment) => payment.id), ...refunds.map((refund) => refund.id)]);
  return 'erased';
}

/** A repeat of the request finds what it has made by its reservation, and gets the present view. */
async function emptyAnswers({ sql }: TableAccess, ids: readonly string[]): Promise<void> {
  await sql.change(
    sql.build.updateTable('idempotency_records').set({ status: null, body: null }).where('resource_id', 'in', ids),
  );
}

async function deleteMethods(access: TableAccess, reference: string): Promise<void> {
  const indexes = access.cipher.blindIndexes(reference, CUSTOMER_INDEX);
  await deleteSome(access, 'saved_methods', {
    key: ['id'],
    where: fragment`customer_index IN (${fragment.join([...indexes])}) AND status IN ('removed', 'pending')`,
    limit: MANY,
  });
}
