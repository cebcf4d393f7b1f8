import { sql as fragment } from 'kysely';
import type { TableAccess } from '../table-access.ts';
import { KEY_MISSING, type LedgerFinding } from './check-history.ts';
import { checkSome } from './check-some.ts';
import type { Book } from './facts.ts';
import { isGenuine, readHead } from './head.ts';
import { isPurged } from './purged-head.ts';

const BATCH = 200;
const HEADS = 1_000;
/** A commit between two reads looks like a finding once; three times in a row nothing does that is not one. */
const READS = 3;

export interface CheckedBooks {
  readonly histories: number;
  readonly entries: number;
  /** Written by an earlier version and not linked yet: nothing can be told about them. */
  readonly unlinked: number;
  /** Of which `kasir purge` has left the last link. */
  readonly purged: number;
}

/** Checks every payment or payout, while the server goes on working. */
export async function verifyBooks(
  access: TableAccess,
  book: Book,
  report: (finding: LedgerFinding) => void,
  progress: (book: Book, histories: number) => void,
): Promise<CheckedBooks> {
  const total = { histories: 0, entries: 0, unlinked: 0 };
  for (let after: string | undefined = ''; after !== undefined;) {
    const ids: readonly string[] = await idsAfter(access, book, after);
    const checked = await checkSome(access, book, ids);
    total.histories += ids.length;
    total.entries += checked.entries;
    total.unlinked += checked.unlinked.length;
    for (const subject of new Set(checked.findings.map((finding) => finding.subject)))
      for (const finding of await checkAgain(access, book, subject)) report(finding);
    progress(book, total.histories);
    after = ids.at(-1);
  }
  const deleted = await deletedOnes(access, book);
  for (const finding of deleted.findings) report(finding);
  return { ...total, purged: deleted.purged };
}

async function checkAgain(access: TableAccess, book: Book, id: string): Promise<readonly LedgerFinding[]> {
  let findings: readonly LedgerFinding[] = [];
  for (let read = 1; read < READS; read += 1) {
    ({ findings } = await checkSome(access, book, [id]));
    if (findings.length === 0) break;
  }
  return findings;
}

async function idsAfter({ sql }: TableAccess, book: Book, after: string): Promise<readonly string[]> {
  const query = sql.build.selectFrom(`${book}s`).select('id').where('id', '>', after).orderBy('id').limit(BATCH);
  return (await sql.all(query)).map(({ id }) => id);
}

/** The id prefix of a book, and what follows all of its ids. */
const RANGE = { payment: ['pay_', 'pay`'], payout: ['po_', 'po`'] } as const;

/** Payments or payouts that have a head, or entries, and no row. A purge leaves a head of its own kind. */
async function deletedOnes(
  { sql, cipher }: TableAccess,
  book: Book,
): Promise<{ readonly findings: readonly LedgerFinding[]; readonly purged: number }> {
  const table = fragment.table(`${book}s`);
  const entries = new Map<string, number>();
  const findings: LedgerFinding[] = [];
  let purged = 0;
  const owner = fragment.ref(`${book}_id`);
  const withEntries = await sql.all(
    sql.build
      .selectFrom(`${book}_history`)
      .select([fragment<string>`${owner}`.as('subject'), fragment<number>`count(*)`.as('entries')])
      .where(fragment<boolean>`NOT EXISTS (SELECT 1 FROM ${table} WHERE id = ${owner})`)
      .groupBy(owner),
  );
  for (const { subject, entries: count } of withEntries) entries.set(subject, Number(count));
  const [first, end] = RANGE[book];
  for (let after: string | undefined = first; after !== undefined;) {
    const rows: readonly unknown[] = await sql.all(
      sql.build
        .selectFrom('ledger_heads')
        .selectAll()
        .where('subject', '>', after)
        .where('subject', '<', end)
        .where(fragment<boolean>`NOT EXISTS (SELECT 1 FROM ${table} WHERE id = subject)`)
        .orderBy('subject')
        .limit(HEADS),
    );
    const heads = rows.map(readHead);
    for (const head of heads) {
      const { subject } = head;
      if (!isPurged(head) || entries.has(subject)) {
        entries.set(subject, head.entries);
        continue;
      }
      purged += 1;
      const genuine = isGenuine(cipher, head);
      if (genuine !== true)
        findings.push({
          subject,
          problem: genuine === false ? 'its head was changed after its purge' : `its head ${KEY_MISSING}`,
        });
    }
    after = heads.at(-1)?.subject;
  }
  const deleted = [...entries].map(([subject, count]) => ({
    subject,
    problem: `was deleted; its history had ${count} ${count === 1 ? 'entry' : 'entries'}`,
  }));
  return { findings: [...findings, ...deleted], purged };
}
