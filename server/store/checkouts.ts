import type { Insertable, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { CHANNEL_CODES, type ChannelCode } from '../../shared/channel.ts';
import { CURRENCIES } from '../../shared/money.ts';
import { CHECKOUT_STATUSES, type CheckoutStatus } from '../../shared/payment-status.ts';
import type { Checkout } from '../payments/model/model.ts';
import type { Page, PageRequest, Tx } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { assertChanged, risingTo, type Access } from './access.ts';
import { decodeCursor, pageOf, rowsOfPage } from './page.ts';
import { amount, asJson, instant, json, orNull, parseRow, present, seal, type Place } from './row.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { CheckoutsTable } from './tables.ts';

const text = z.string().optional();

const customer = z.object({
  reference: text,
  name: text,
  email: text,
  phone: text,
  address: z.object({ line1: text, city: text, state: text, postalCode: text, country: text }).optional(),
});

const row = z.object({
  id: z.string(),
  reference: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  country: z.string(),
  description: z.string().nullable(),
  items: json(z.array(z.object({ name: z.string(), quantity: z.int(), unitAmount: amount }))).nullable(),
  customer: z.string().nullable(),
  return_url: z.string(),
  expires_at: instant,
  channels: json(z.array(z.enum(CHANNEL_CODES as [ChannelCode, ...ChannelCode[]]))).nullable(),
  capture: z.enum(['automatic', 'manual']),
  save_payment: z.enum(['never', 'offer', 'require']),
  installments: json(z.array(z.int())).nullable(),
  metadata: json(z.record(z.string(), z.string())).nullable(),
  status: z.enum(CHECKOUT_STATUSES),
  sequence: z.int(),
  created_at: instant,
  updated_at: instant,
});

const customerOf = (id: string): Place => ({ table: 'checkouts', column: 'customer', row: id });

const toRow = (cipher: Cipher, checkout: Checkout): Insertable<CheckoutsTable> => ({
  id: checkout.id,
  reference: checkout.reference,
  amount: checkout.amount,
  currency: checkout.currency,
  country: checkout.country,
  description: checkout.description ?? null,
  items: orNull(checkout.items, asJson),
  customer: orNull(checkout.customer, (value) => seal(cipher, customerOf(checkout.id), asJson(value))),
  return_url: checkout.returnUrl,
  expires_at: checkout.expiresAt,
  channels: orNull(checkout.channels, asJson),
  capture: checkout.capture,
  save_payment: checkout.savePayment,
  installments: orNull(checkout.installments, asJson),
  metadata: orNull(checkout.metadata, asJson),
  status: checkout.status,
  sequence: checkout.sequence,
  created_at: checkout.createdAt,
  updated_at: checkout.updatedAt,
});

function fromRow(cipher: Cipher, raw: Selectable<CheckoutsTable>): Checkout {
  const r = parseRow('checkouts', row, raw);
  const sealed = sealedColumns(cipher);
  return present({
    id: r.id,
    reference: r.reference,
    amount: r.amount,
    currency: r.currency,
    country: r.country,
    description: r.description ?? undefined,
    items: r.items ?? undefined,
    customer: r.customer === null ? undefined : sealed.json(customerOf(r.id), r.customer, customer),
    returnUrl: r.return_url,
    expiresAt: r.expires_at,
    channels: r.channels ?? undefined,
    capture: r.capture,
    savePayment: r.save_payment,
    installments: r.installments ?? undefined,
    metadata: r.metadata ?? undefined,
    status: r.status,
    sequence: r.sequence,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
    unreadable: sealed.unreadable,
  });
}

export async function findCheckout({ sql, cipher }: Access, id: string): Promise<Checkout | undefined> {
  const found = await sql.first(sql.build.selectFrom('checkouts').selectAll().where('id', '=', id));
  return found && fromRow(cipher, found);
}

export async function findLiveCheckout({ sql, cipher }: Access, reference: string): Promise<Checkout | undefined> {
  const found = await sql.first(
    sql.build
      .selectFrom('checkouts')
      .selectAll()
      .where('reference', '=', reference)
      .where('status', 'in', ['open', 'paid']),
  );
  return found && fromRow(cipher, found);
}

export async function listCheckouts(
  { sql, cipher }: Access,
  { reference, status }: { reference?: string | undefined; status?: CheckoutStatus | undefined },
  page: PageRequest,
): Promise<Page<Checkout>> {
  let query = sql.build.selectFrom('checkouts').selectAll();
  if (reference !== undefined) query = query.where('reference', '=', reference);
  if (status !== undefined) query = query.where('status', '=', status);
  if (page.cursor !== undefined) query = query.where('id', '<', decodeCursor(page.cursor));
  const rows = await sql.all(query.orderBy('id', 'desc').limit(rowsOfPage(page)));
  return pageOf(rows, page, (each) => fromRow(cipher, each));
}

export async function insertCheckout({ sql, cipher }: Access, checkout: Checkout): Promise<void> {
  await sql.insert('checkouts', toRow(cipher, checkout));
}

export async function updateCheckout(
  { sql }: Access,
  id: string,
  patch: Parameters<Tx['updateCheckout']>[1],
): Promise<void> {
  const set: Updateable<CheckoutsTable> = {};
  if (patch.status !== undefined) set.status = patch.status;
  if (patch.sequence !== undefined) set.sequence = patch.sequence;
  if (patch.updatedAt !== undefined) set.updated_at = risingTo(patch.updatedAt);
  if (Object.keys(set).length === 0) return;
  assertChanged(await sql.change(sql.build.updateTable('checkouts').set(set).where('id', '=', id)), 'checkouts', id);
}
