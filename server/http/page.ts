import { DEFAULT_LIMIT } from '../../shared/api/fields.ts';
import type { Page, PageRequest } from '../payments/ports/ports.ts';

/** What a list's query says about the page that is wanted. */
export const pageOf = ({
  cursor,
  limit = DEFAULT_LIMIT,
}: {
  cursor?: string | undefined;
  limit?: number | undefined;
}): PageRequest => ({
  cursor,
  limit,
});

/** A page of views from a page of rows. */
export async function presentPage<Row, View>(
  page: Page<Row>,
  present: (row: Row) => View | Promise<View>,
): Promise<{ data: View[]; nextCursor: string | null }> {
  return { data: await Promise.all(page.data.map(present)), nextCursor: page.nextCursor };
}
