import { sql as fragment, type RawBuilder } from 'kysely';
import type { TableAccess } from './table-access.ts';
import type { Tables } from './tables.ts';

/** Deletes at most `limit` rows that meet the condition; `key` is the columns of the primary key. Returns how many. */
export function deleteSome(
  { sql }: TableAccess,
  table: keyof Tables,
  { key, where, limit }: { key: readonly string[]; where: RawBuilder<boolean>; limit: number },
): Promise<number> {
  const columns = fragment.join(key.map((column) => fragment.ref(column)));
  const some = fragment<boolean>`(${columns}) IN
    (SELECT ${columns} FROM ${fragment.table(table)} WHERE ${where} LIMIT ${limit})`;
  return sql.change(sql.build.deleteFrom(table).where(some));
}
