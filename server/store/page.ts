import { sql as fragment, type SelectQueryBuilder } from 'kysely';
import { UnknownCursor, type Page, type PageRequest } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import type { Tables } from './tables.ts';

const LARGEST_PAGE = 100;

export const encodeCursor = (id: string): string => Buffer.from(id).toString('base64url');

/**
 * The id in a cursor.
 *
 * @throws {UnknownCursor} for a text that {@link encodeCursor} cannot have returned
 */
export function decodeCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[\w-]{1,100}$/.test(id) || encodeCursor(id) !== cursor) throw new UnknownCursor('not a cursor of this list');
  return id;
}

/** How many rows to select: one more than the page shows whether there is a next page. */
export const rowsOfPage = ({ limit }: PageRequest): number => Math.max(1, Math.min(limit, LARGEST_PAGE)) + 1;

/** The page in the rows that were selected with the limit {@link rowsOfPage}. */
export function pageOf<R extends { readonly id: string }, T>(
  rows: readonly R[],
  request: PageRequest,
  read: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, rowsOfPage(request) - 1);
  const last = shown.at(-1);
  return {
    data: shown.map(read),
    nextCursor: rows.length > shown.length && last !== undefined ? encodeCursor(last.id) : null,
  };
}

/**
 * A page of the rows of `query`, newest first: an id rises with time. The query must not be ordered or limited yet.
 *
 * @throws {UnknownCursor}
 */
export async function pageNewestFirst<Table extends keyof Tables, R extends { readonly id: string }, T>(
  { sql }: TableAccess,
  query: SelectQueryBuilder<Tables, Table, R>,
  page: PageRequest,
  read: (row: R) => T,
): Promise<Page<T>> {
  const rest = page.cursor === undefined ? query : query.where(fragment<boolean>`id < ${decodeCursor(page.cursor)}`);
  const rows = await sql.all(rest.orderBy(fragment`id`, 'desc').limit(rowsOfPage(page)));
  return pageOf(rows, page, read);
}
