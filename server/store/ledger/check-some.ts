import type { TableAccess } from '../table-access.ts';
import { isAdoptionOver } from './adopt.ts';
import { checkHistory, type LedgerFinding } from './check-history.ts';
import { entriesOf, type StoredEntry } from './entries.ts';
import { bookRows, factsOf, refundFactsOf, type Book, type BookRow, type RefundFacts } from './facts.ts';
import { readHead, type StoredHead } from './head.ts';

export interface CheckedSome {
  readonly findings: readonly LedgerFinding[];
  /** How many entries their histories have. */
  readonly entries: number;
  /** The ids of those that an earlier version has written and that are not linked yet. */
  readonly unlinked: readonly string[];
  readonly heads: readonly StoredHead[];
}

/** Checks these payments or payouts, in the state of one read of each table. */
export async function checkSome(access: TableAccess, book: Book, ids: readonly string[]): Promise<CheckedSome> {
  const { sql, cipher } = access;
  if (ids.length === 0) return { findings: [], entries: 0, unlinked: [], heads: [] };
  const rows = await rowsOf(access, book, ids);
  const entries = new Map<string, StoredEntry[]>(ids.map((id) => [id, []]));
  for (const entry of await entriesOf(sql, book, ids)) entries.get(entry.subject)?.push(entry);
  const refunds = book === 'payment' ? await refundFactsOf(sql, ids) : new Map<string, RefundFacts>();
  const findings: LedgerFinding[] = [];
  const unlinked: string[] = [];
  const heads: StoredHead[] = [];
  for (const row of rows) {
    const subject = String(row['id']);
    if (row['subject'] === null) {
      if (await isAdoptionOver(sql)) findings.push({ subject, problem: 'its head is missing' });
      else unlinked.push(subject);
      continue;
    }
    const head = readHead(row);
    heads.push(head);
    findings.push(
      ...checkHistory(cipher, {
        subject,
        facts: factsOf(book, row, refunds.get(subject) ?? []),
        head,
        entries: entries.get(subject) ?? [],
        isForgotten: row['forgotten_at'] !== null,
      }),
    );
  }
  return { findings, entries: [...entries.values()].reduce((sum, each) => sum + each.length, 0), unlinked, heads };
}

async function rowsOf({ sql }: TableAccess, book: Book, ids: readonly string[]): Promise<readonly BookRow[]> {
  const rows =
    book === 'payment'
      ? await sql.all(bookRows.payment(sql.build).where('payments.id', 'in', ids).orderBy('payments.id'))
      : await sql.all(bookRows.payout(sql.build).where('payouts.id', 'in', ids).orderBy('payouts.id'));
  return rows.map((row) => ({ ...row }));
}
