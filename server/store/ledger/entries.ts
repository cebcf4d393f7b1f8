import { z } from 'zod';
import { parseRow } from '../row.ts';
import type { Sql } from '../sql.ts';
import type { Book } from './facts.ts';

/** An entry of a history with its link, as the database holds it. */
export interface StoredEntry {
  readonly position: number;
  readonly subject: string;
  readonly at: number;
  readonly source: string;
  readonly said: string;
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
  readonly number: number | null;
  readonly link: string | null;
  readonly noteSalt: string | null;
  readonly noteHash: string | null;
}

const row = z.object({
  position: z.int(),
  subject: z.string(),
  at: z.int(),
  source: z.string(),
  said: z.string(),
  from: z.string(),
  to: z.string(),
  note: z.string().nullable(),
  number: z.int().nullable(),
  link: z.string().nullable(),
  noteSalt: z.string().nullable(),
  noteHash: z.string().nullable(),
});

const COLUMNS = [
  'position',
  'at',
  'source',
  'said',
  'from_status as from',
  'to_status as to',
  'note',
  'number',
  'link',
  'note_salt as noteSalt',
  'note_hash as noteHash',
] as const;

/**
 * The entries of these payments or payouts, in the order in which they were inserted.
 *
 * @throws {CorruptRow}
 */
export async function entriesOf(sql: Sql, book: Book, subjects: readonly string[]): Promise<readonly StoredEntry[]> {
  const rows =
    book === 'payment'
      ? await sql.all(
          sql.build
            .selectFrom('payment_history')
            .select(COLUMNS)
            .select('payment_id as subject')
            .where('payment_id', 'in', subjects)
            .orderBy('position'),
        )
      : await sql.all(
          sql.build
            .selectFrom('payout_history')
            .select(COLUMNS)
            .select('payout_id as subject')
            .where('payout_id', 'in', subjects)
            .orderBy('position'),
        );
  return rows.map((each) => parseRow(`${book}_history`, row, each));
}
