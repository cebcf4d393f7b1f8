/**
 * Every entry of a list, page after page: `for await (const event of each((cursor) => kasir.events.list({ cursor })))`.
 */
export async function* each<T>(
  page: (cursor: string | undefined) => Promise<{ readonly data: readonly T[]; readonly nextCursor: string | null }>,
): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  do {
    const { data, nextCursor } = await page(cursor);
    yield* data;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
