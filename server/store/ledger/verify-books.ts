import { sql as fragment } from 'kysely';
import type { TableAccess } from '../table-access.ts';
import { isAdoptionOver } from './adopt.ts';
import { checkHistory, type LedgerFinding } from './check-history.ts';
import { entriesOf, type StoredEntry } from './entries.ts';
import { bookRows, factsOf, refundFactsOf, type Book, type BookRow, type RefundFacts } from './facts.ts';
import { readHead } from './head.ts';

const BATCH = 200;
/** A commit between two reads looks like a finding once; three times in a row nothing does that is not one. */
const READS = 3;

export interface CheckedBooks {
  readonly histories: number;
  readonly entries: number;
  /** Written by an earlier version and not linked yet: nothing can be told about them. */
  readonly unlinked: number;
}

/** Checks every payment or payout, while the server goes on working. */
export async function verifyBooks(
  access: TableAccess,
  book: Book,
  report: (finding: LedgerFinding) => void,
): Promise<CheckedBooks> {
  const total = { histories: 0, entries: 0, unlinked: 0 };
  for (let after: string | undefined = ''; after !== undefined;) {
    const ids: readonly string[] = await idsAfter(access, book, after);
    const checked = await checkSome(access, book, ids);
    total.histories += ids.length;
    total.entries += checked.entries;
    total.unlinked += checked.unlinked;
    for (const subject of new Set(checked.findings.map((finding) => finding.subject)))
      for (const finding of await checkAgain(access, book, subject)) report(finding);
    after = ids.at(-1);
  }
  for (const finding of await deletedOnes(access, book)) report(finding);
  return total;
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

interface Checked {
  readonly findings: readonly LedgerFinding[];
  readonly entries: number;
  readonly unlinked: number;
}

async function checkSome(access: TableAccess, book: Book, ids: readonly string[]): Promise<Checked> {
  const { sql, cipher } = access;
  if (ids.length === 0) return { findings: [], entries: 0, unlinked: 0 };
  const rows = await rowsOf(access, book, ids);
  const entries = new Map<string, StoredEntry[]>(ids.map((id) => [id, []]));
  for (const entry of await entriesOf(sql, book, ids)) entries.get(entry.subject)?.push(entry);
  const refunds = book === 'payment' ? await refundFactsOf(sql, ids) : new Map<string, RefundFacts>();
  const findings: LedgerFinding[] = [];
  let unlinked = 0;
  for (const row of rows) {
    const subject = String(row['id']);
    if (row['subject'] === null) {
      if (await isAdoptionOver(sql)) findings.push({ subject, problem: 'its head is missing' });
      else unlinked += 1;
      continue;
    }
    findings.push(
      ...checkHistory(cipher, {
        subject,
        facts: factsOf(book, row, refunds.get(subject) ?? []),
        head: readHead(row),
        entries: entries.get(subject) ?? [],
        isForgotten: row['forgotten_at'] !== null,
      }),
    );
  }
  return { findings, entries: [...entries.values()].reduce((sum, each) => sum + each.length, 0), unlinked };
}

async function rowsOf({ sql }: TableAccess, book: Book, ids: readonly string[]): Promise<readonly BookRow[]> {
  const rows =
    book === 'payment'
      ? await sql.all(bookRows.payment(sql.build).where('payments.id', 'in', ids).orderBy('payments.id'))
      : await sql.all(bookRows.payout(sql.build).where('payouts.id', 'in', ids).orderBy('payouts.id'));
  return rows.map((row) => ({ ...row }));
}

/** Payments or payouts that have a head, or entries, and no row. */
async function deletedOnes({ sql }: TableAccess, book: Book): Promise<readonly LedgerFinding[]> {
  const table = fragment.table(`${book}s`);
  const prefix = book === 'payment' ? 'pay\\_%' : 'po\\_%';
  const withHead = await sql.all(
    sql.build
      .selectFrom('ledger_heads')
      .select(['subject', 'entries'])
      .where(fragment<boolean>`subject LIKE ${prefix} ESCAPE '\\'`)
      .where(fragment<boolean>`NOT EXISTS (SELECT 1 FROM ${table} WHERE id = subject)`),
  );
  const owner = fragment.ref(`${book}_id`);
  const withEntries = await sql.all(
    sql.build
      .selectFrom(`${book}_history`)
      .select([fragment<string>`${owner}`.as('subject'), fragment<number>`count(*)`.as('entries')])
      .where(fragment<boolean>`NOT EXISTS (SELECT 1 FROM ${table} WHERE id = ${owner})`)
      .groupBy(owner),
  );
  const entries = new Map([...withEntries, ...withHead].map((each) => [each.subject, Number(each.entries)]));
  return [...entries].map(([subject, count]) => ({
    subject,
    problem: `was deleted; its history had ${count} ${count === 1 ? 'entry' : 'entries'}`,
  }));
}
