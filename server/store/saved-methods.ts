import { sql as fragment, type Insertable, type Selectable, type Updateable } from 'kysely';
import { z } from 'zod';
import { CHANNEL_CODES, type ChannelCode } from '../../shared/channel.ts';
import { CURRENCIES } from '../../shared/money.ts';
import type { SavedMethod } from '../payments/model/model.ts';
import type { Tx } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { assertChanged, risingTo, type Access } from './access.ts';
import { instant, orNull, parseRow, present, seal, type Place } from './row.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { SavedMethodsTable } from './tables.ts';

const row = z.object({
  id: z.string(),
  customer: z.string(),
  provider: z.string(),
  channel: z.enum(CHANNEL_CODES as [ChannelCode, ...ChannelCode[]]),
  currency: z.enum(CURRENCIES),
  country: z.string(),
  token: z.string(),
  label: z.string(),
  masked: z.string().nullable(),
  expires_at: instant.nullable(),
  status: z.enum(['pending', 'active', 'removed']),
  payment_id: z.string(),
  created_at: instant,
  updated_at: instant,
});

const place = (column: 'customer' | 'token' | 'masked', id: string): Place => ({
  table: 'saved_methods',
  column,
  row: id,
});

/** Sealed texts are found again by these. */
const CUSTOMER_INDEX = 'saved_methods.customer';
const TOKEN_INDEX = 'saved_methods.token';

const toRow = (cipher: Cipher, method: SavedMethod): Insertable<SavedMethodsTable> => ({
  id: method.id,
  customer: seal(cipher, place('customer', method.id), method.customerReference),
  customer_index: cipher.blindIndex(method.customerReference, CUSTOMER_INDEX),
  provider: method.provider,
  channel: method.channel,
  currency: method.currency,
  country: method.country,
  token: seal(cipher, place('token', method.id), method.token),
  token_index: cipher.blindIndex(method.token, TOKEN_INDEX),
  label: method.label,
  masked: orNull(method.masked, (text) => seal(cipher, place('masked', method.id), text)),
  expires_at: method.expiresAt ?? null,
  status: method.status,
  payment_id: method.paymentId,
  created_at: method.createdAt,
  updated_at: method.updatedAt,
});

function fromRow(cipher: Cipher, raw: Selectable<SavedMethodsTable>): SavedMethod {
  const r = parseRow('saved_methods', row, raw);
  const sealed = sealedColumns(cipher);
  return present({
    id: r.id,
    customerReference: sealed.text(place('customer', r.id), r.customer) ?? '',
    provider: r.provider,
    channel: r.channel,
    currency: r.currency,
    country: r.country,
    token: sealed.text(place('token', r.id), r.token) ?? '',
    label: r.label,
    masked: r.masked === null ? undefined : sealed.text(place('masked', r.id), r.masked),
    expiresAt: r.expires_at ?? undefined,
    status: r.status,
    paymentId: r.payment_id,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
    unreadable: sealed.unreadable,
  });
}

export async function findSavedMethod({ sql, cipher }: Access, id: string): Promise<SavedMethod | undefined> {
  const found = await sql.first(sql.build.selectFrom('saved_methods').selectAll().where('id', '=', id));
  return found && fromRow(cipher, found);
}

export async function savedMethodsByToken(
  { sql, cipher }: Access,
  provider: string,
  token: string,
): Promise<readonly SavedMethod[]> {
  const rows = await sql.all(
    sql.build
      .selectFrom('saved_methods')
      .selectAll()
      .where('provider', '=', provider)
      .where('token_index', 'in', cipher.blindIndexes(token, TOKEN_INDEX))
      .orderBy('id', 'desc'),
  );
  return rows.map((each) => fromRow(cipher, each));
}

/** Active ones; first the one that the newest payment used. */
export async function savedMethodsOf(
  { sql, cipher }: Access,
  customerReference: string,
): Promise<readonly SavedMethod[]> {
  const rows = await sql.all(
    sql.build
      .selectFrom('saved_methods')
      .selectAll()
      .where('customer_index', 'in', cipher.blindIndexes(customerReference, CUSTOMER_INDEX))
      .where('status', '=', 'active')
      .orderBy(
        (query) =>
          fragment<number>`coalesce(${query
            .selectFrom('payments')
            .select(({ fn }) => fn.max('payments.created_at').as('used_at'))
            .whereRef('payments.saved_method_id', '=', 'saved_methods.id')}, saved_methods.created_at)`,
        'desc',
      )
      .orderBy('id', 'desc'),
  );
  return rows.map((each) => fromRow(cipher, each));
}

export async function insertSavedMethod({ sql, cipher }: Access, method: SavedMethod): Promise<void> {
  await sql.insert('saved_methods', toRow(cipher, method));
}

export async function updateSavedMethod(
  { sql, cipher }: Access,
  id: string,
  patch: Parameters<Tx['updateSavedMethod']>[1],
): Promise<void> {
  const set: Updateable<SavedMethodsTable> = {};
  if (patch.status !== undefined) set.status = patch.status;
  if (patch.label !== undefined) set.label = patch.label;
  if ('masked' in patch) set.masked = orNull(patch.masked, (text) => seal(cipher, place('masked', id), text));
  if ('expiresAt' in patch) set.expires_at = patch.expiresAt ?? null;
  if (patch.updatedAt !== undefined) set.updated_at = risingTo(patch.updatedAt);
  if (Object.keys(set).length === 0) return;
  assertChanged(
    await sql.change(sql.build.updateTable('saved_methods').set(set).where('id', '=', id)),
    'saved_methods',
    id,
  );
}
