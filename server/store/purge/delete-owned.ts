import { sql as fragment } from 'kysely';
import type { Sql } from '../sql.ts';
import type { Tables } from '../tables.ts';
import type { Archive } from './purge-step.ts';

/** Rows whose columns all have one of these values. */
export interface Owned {
  readonly table: keyof Tables;
  readonly where: Readonly<Record<string, readonly string[]>>;
}

/** Deletes the rows, and returns how many there were. */
export async function deleteOwned(sql: Sql, { table, where }: Owned, archive: Archive | undefined): Promise<number> {
  const columns = Object.entries(where);
  if (columns.some(([, values]) => values.length === 0)) return 0;
  const conditions = columns.map(([column, values]) => fragment`${fragment.ref(column)} IN (${fragment.join(values)})`);
  const owned = fragment<boolean>`${fragment.join(conditions, fragment` AND `)}`;
  const query = sql.build.deleteFrom(table).where(owned);
  if (archive === undefined) return sql.change(query);
  const rows = await sql.all(query.returningAll());
  archive.add(table, rows);
  return rows.length;
}
