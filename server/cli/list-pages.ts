import { z } from 'zod';
import { CommandFailed } from './command-failed.ts';
import type { CallServer } from './call-server.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import type { Options } from './options.ts';
import { progress } from './progress.ts';

const page = z.object({ data: z.array(z.unknown()), nextCursor: z.string().nullable() });

type Query = Readonly<Record<string, string | true | undefined>>;

const LARGEST_PAGE = 100;

/**
 * Reads as many items of a list of the API as `--limit` says, page after page.
 *
 * @throws {CommandFailed} for a limit that is no number from 1 on
 */
export async function listPages<Item>(
  call: CallServer,
  path: string,
  filter: Query,
  { limit = '20', cursor }: Options,
  item: z.core.$ZodType<Item>,
): Promise<{ readonly data: readonly Item[]; readonly nextCursor: string | null }> {
  if (typeof limit !== 'string' || !/^[1-9]\d{0,8}$/.test(limit))
    throw new CommandFailed('--limit must be a whole number from 1 on', EXIT_USAGE);
  const all: unknown[] = [];
  const report = progress();
  let next = typeof cursor === 'string' ? cursor : undefined;
  for (;;) {
    const query = new URLSearchParams({ limit: String(Math.min(LARGEST_PAGE, Number(limit) - all.length)) });
    for (const [name, value] of Object.entries({ ...filter, cursor: next }))
      if (typeof value === 'string') query.set(name, value);
    const { data, nextCursor } = page.parse(await call('GET', `${path}?${query}`));
    all.push(...data);
    report(`${all.length} read`);
    if (nextCursor === null || all.length >= Number(limit))
      // Checked, and printed as the server wrote them, with members that this version does not know.
      return { data: z.array(z.custom<Item>((one) => z.safeParse(item, one).success)).parse(all), nextCursor };
    next = nextCursor;
  }
}
