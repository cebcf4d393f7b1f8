import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { CheckoutStatus } from '../../shared/payment-status.ts';
import type { Checkout } from '../payments/model/model.ts';
import type { Page, PageRequest } from '../payments/ports/ports.ts';
import type { Row } from './connection.ts';
import type { TableAccess } from './table-access.ts';
import { checkoutCodec } from './codecs/checkout-codec.ts';
import { pageNewestFirst } from './page.ts';
import { parseRow } from './row.ts';
import { prepared } from './prepared.ts';
import { rowById } from './row-by-id.ts';

export async function findCheckout({ sql, cipher }: TableAccess, id: string): Promise<Checkout | undefined> {
  const found = await rowById(sql, 'checkouts', id);
  return found && checkoutCodec.fromRow(cipher, found);
}

const live = prepared((db) =>
  db.selectFrom('checkouts').selectAll().where('reference', '=', '').where('status', 'in', ['open', 'paid']),
);

export async function findLiveCheckout({ sql, cipher }: TableAccess, reference: string): Promise<Checkout | undefined> {
  const found = await sql.first(live(sql, [reference, 'open', 'paid']));
  return found && checkoutCodec.fromRow(cipher, found);
}

export function listCheckouts(
  access: TableAccess,
  { reference, status }: { reference?: string | undefined; status?: CheckoutStatus | undefined },
  page: PageRequest,
): Promise<Page<Checkout>> {
  let query = access.sql.build.selectFrom('checkouts').selectAll();
  if (reference !== undefined) query = query.where('reference', '=', reference);
  if (status !== undefined) query = query.where('status', '=', status);
  return pageNewestFirst(access, query, page, (row) => checkoutCodec.fromRow(access.cipher, row));
}

const position = z.object({ id: z.string(), position: z.string() });

/**
 * The `updated_at` of a row always rises, and a payment is deleted only with its checkout: their sum changes with every
 * change.
 */
export async function positionsOf(
  { sql }: TableAccess,
  checkoutIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (checkoutIds.length === 0) return new Map();
  const rows = await sql.all(
    sql.build
      .selectFrom('checkouts as c')
      .leftJoin('payments as p', 'p.checkout_id', 'c.id')
      .select(['c.id', fragment<string>`CAST(c.updated_at + coalesce(sum(p.updated_at), 0) AS text)`.as('position')])
      .where('c.id', 'in', checkoutIds)
      .groupBy(['c.id', 'c.updated_at']),
  );
  return new Map(
    rows.map((row) => {
      const { id, position: text } = parseRow('checkouts', position, row);
      return [id, text];
    }),
  );
}

/** Returns the row. */
export async function insertCheckout({ sql, cipher }: TableAccess, checkout: Checkout): Promise<Row> {
  const row = checkoutCodec.toRow(cipher, checkout);
  await sql.insert('checkouts', row);
  return row;
}
