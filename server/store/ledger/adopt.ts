import type { TableAccess } from '../table-access.ts';
import type { Sql } from '../sql.ts';
import { bookRow, factsOf, refundFacts, type Book } from './facts.ts';
import { entriesOf, type StoredEntry } from './entries.ts';
import { writeHead } from './head.ts';
import { linkColumns } from './link.ts';

/*
 * Histories that an earlier version wrote have no links. They are linked once, as they are, after the upgrade. From the
 * first seal on nothing is linked later: a history without a head is then one whose head somebody has deleted.
 */

export const isAdoptionOver = async (sql: Sql): Promise<boolean> =>
  (await sql.first(sql.build.selectFrom('ledger_seals').select('number').limit(1))) !== undefined;

/** Links the entries of one history. Returns how many it has, and the last link. */
export async function adoptHistory(
  { sql, cipher }: TableAccess,
  book: Book,
  id: string,
): Promise<{ readonly entries: number; readonly link: string }> {
  let link = '';
  let number = 0;
  for (const { position, ...entry } of await entriesOf(sql, book, [id])) {
    number += 1;
    const columns = linkColumns(cipher, { subject: id, number, entry: asLinked(entry) }, link);
    await sql.send(sql.build.updateTable(`${book}_history`).set(columns).where('position', '=', position));
    link = columns.link;
  }
  return { entries: number, link };
}

const asLinked = ({ at, source, said, from, to, note }: Omit<StoredEntry, 'position'>) => ({
  at,
  source,
  said,
  from,
  to,
  note: note ?? undefined,
});

/**
 * Adopts at most `limit` payments or payouts without a head, in the order of their ids, after the id `after`. Returns the
 * last id, or `undefined` when there are no more.
 */
export async function adoptSome(
  access: TableAccess,
  book: Book,
  { after, limit }: { after: string; limit: number },
): Promise<string | undefined> {
  const { sql, cipher } = access;
  const table = `${book}s` as const;
  const found = await sql.all(
    sql.dialect.lockRows(
      sql.build
        .selectFrom(table)
        .select('id')
        .where('id', '>', after)
        .where(({ not, exists, selectFrom }) =>
          // With an offset PostgreSQL looks for each head, and never reads all heads.
          not(
            exists(
              selectFrom('ledger_heads').select('subject').whereRef('subject', '=', `${table}.id`).limit(1).offset(0),
            ),
          ),
        )
        .orderBy('id')
        .limit(limit),
    ),
  );
  for (const { id } of found) {
    const { entries, link } = await adoptHistory(access, book, id);
    const facts = factsOf(book, await bookRow(sql, book, id), book === 'payment' ? await refundFacts(sql, id) : []);
    await writeHead(sql, cipher, { subject: id, entries, link, facts, suspect: null });
  }
  return found.length < limit ? undefined : found.at(-1)?.id;
}
