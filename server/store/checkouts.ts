import type { CheckoutStatus } from '../../shared/payment-status.ts';
import type { Checkout } from '../payments/model/model.ts';
import type { Page, PageRequest, Tx } from '../payments/ports/ports.ts';
import { assertChanged, type TableAccess } from './table-access.ts';
import { checkoutCodec } from './codecs/checkout-codec.ts';
import { pageNewestFirst } from './page.ts';

export async function findCheckout({ sql, cipher }: TableAccess, id: string): Promise<Checkout | undefined> {
  const found = await sql.first(sql.build.selectFrom('checkouts').selectAll().where('id', '=', id));
  return found && checkoutCodec.fromRow(cipher, found);
}

export async function findLiveCheckout({ sql, cipher }: TableAccess, reference: string): Promise<Checkout | undefined> {
  const found = await sql.first(
    sql.build
      .selectFrom('checkouts')
      .selectAll()
      .where('reference', '=', reference)
      .where('status', 'in', ['open', 'paid']),
  );
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

export async function insertCheckout({ sql, cipher }: TableAccess, checkout: Checkout): Promise<void> {
  await sql.insert('checkouts', checkoutCodec.toRow(cipher, checkout));
}

export async function updateCheckout(
  { sql, cipher }: TableAccess,
  id: string,
  patch: Parameters<Tx['updateCheckout']>[1],
): Promise<void> {
  const set = checkoutCodec.toChanges(cipher, id, patch);
  if (Object.keys(set).length === 0) return;
  assertChanged(await sql.change(sql.build.updateTable('checkouts').set(set).where('id', '=', id)), 'checkouts', id);
}
