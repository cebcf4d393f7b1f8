import { UnknownCursor, type Page, type PageRequest } from '../payments/ports/ports.ts';

const LARGEST_PAGE = 100;

export const encodeCursor = (id: string): string => Buffer.from(id).toString('base64url');

/** The id in a cursor. Throws {@link UnknownCursor} for what {@link encodeCursor} cannot have made. */
export function decodeCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[\w-]{1,100}$/.test(id) || encodeCursor(id) !== cursor)
    throw new UnknownCursor('not a cursor that was given out');
  return id;
}

/** How many rows to ask for: one more than the page has tells whether there is another page. */
export const rowsOfPage = ({ limit }: PageRequest): number => Math.max(1, Math.min(limit, LARGEST_PAGE)) + 1;

/** Cuts the page out of the rows that {@link rowsOfPage} asked for. */
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
