import type { Instant } from '../../payments/model/model.ts';
import type { Cipher } from '../../platform/crypto.ts';
import type { Sql } from '../sql.ts';
import { headMac, readHead, type Head, type StoredHead } from './head.ts';

/*
 * What `kasir purge` leaves of a payment, payout or seal: its head, with the number of its entries and the last link. Instead
 * of facts the head has the time of the purge. Only who has the keys can write such a head, and the triggers let rows be
 * deleted only where there is one.
 */

/** How the facts of a purged head begin; the triggers of migration 0018 look for it. */
const MARK = '{"purged":';

/** The head that stands for all seals that were purged: `entries` is the number of the last one, `link` its link. */
export const SEALS = 'seals';

export const isPurged = ({ facts }: Pick<Head, 'facts'>): boolean => facts.startsWith(MARK);

/** A head of its kind after the purge. Its end stays as it was sealed. */
export async function writePurgedHead(
  sql: Sql,
  cipher: Cipher,
  { subject, entries, link }: Pick<Head, 'subject' | 'entries' | 'link'>,
  at: Instant,
): Promise<void> {
  const facts = `${MARK}${at}}`;
  const mac = headMac(cipher, { subject, entries, link, facts, suspect: null });
  await sql.change(
    sql.build
      .insertInto('ledger_heads')
      .values({ subject, entries, link, facts, suspect: null, mac, sealed: 1 })
      .onConflict((conflict) => conflict.column('subject').doUpdateSet({ entries, link, facts, mac })),
  );
}

/** The heads of these subjects that were purged, by subject. */
export async function purgedHeads(sql: Sql, subjects: readonly string[]): Promise<ReadonlyMap<string, StoredHead>> {
  if (subjects.length === 0) return new Map();
  const rows = await sql.all(sql.build.selectFrom('ledger_heads').selectAll().where('subject', 'in', subjects));
  return new Map(
    rows
      .map(readHead)
      .filter(isPurged)
      .map((head) => [head.subject, head]),
  );
}
