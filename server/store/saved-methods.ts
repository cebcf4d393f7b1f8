import { sql as fragment } from 'kysely';
import type { SavedMethod } from '../payments/model/model.ts';
import { lockNames } from './lock-names.ts';
import type { TableAccess } from './table-access.ts';
import { savedMethodCodec } from './codecs/saved-method-codec.ts';
import { rowById } from './row-by-id.ts';

/** The purposes of the blind indexes by which sealed columns are found. Part of the digest: they never change. */
export const CUSTOMER_INDEX = 'saved_methods.customer';
export const TOKEN_INDEX = 'saved_methods.token';

export async function findSavedMethod({ sql, cipher }: TableAccess, id: string): Promise<SavedMethod | undefined> {
  const found = await rowById(sql, 'saved_methods', id);
  return found && savedMethodCodec.fromRow(cipher, found);
}

/**
 * Locks the token until the unit of work ends, also where nothing has it yet: so it is kept once for a customer. There is
 * no unique index, because databases of earlier versions may hold a token twice.
 */
export async function lockToken({ sql, cipher }: TableAccess, token: string): Promise<void> {
  // An instance that has no newer key yet has one of these indexes all the same.
  await lockNames(sql, cipher.blindIndexes(token, TOKEN_INDEX));
}

export async function savedMethodsByToken(
  { sql, cipher }: TableAccess,
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
  return rows.map((each) => savedMethodCodec.fromRow(cipher, each));
}

/** Active methods, most recently used first. */
export async function savedMethodsOf(
  { sql, cipher }: TableAccess,
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
  return rows.map((each) => savedMethodCodec.fromRow(cipher, each));
}

export async function insertSavedMethod({ sql, cipher }: TableAccess, method: SavedMethod): Promise<void> {
  await sql.insert('saved_methods', {
    ...savedMethodCodec.toRow(cipher, method),
    customer_index: cipher.blindIndex(method.customerReference, CUSTOMER_INDEX),
    token_index: cipher.blindIndex(method.token, TOKEN_INDEX),
  });
}
