import { DEFAULT_LIMIT } from '../../shared/api/fields.ts';
import type { Page, PageRequest } from '../payments/ports/ports.ts';

/** The requested page of a list. */
export const pageRequestOf = ({
  cursor,
  limit = DEFAULT_LIMIT,
}: {
  cursor?: string | undefined;
  limit?: number | undefined;
}): PageRequest => ({
  cursor,
  limit,
});

/** Turns a page of rows into a page of views. */
export async function presentPage<Row, View>(
  page: Page<Row>,
  present: (row: Row) => View | Promise<View>,
): Promise<{ data: View[]; nextCursor: string | null }> {
  return { data: await Promise.all(page.data.map(present)), nextCursor: page.nextCursor };
}
