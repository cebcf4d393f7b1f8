import type { Instant } from '../../payments/model/model.ts';
import { checkSome } from '../ledger/check-some.ts';
import type { Book } from '../ledger/facts.ts';
import type { StoredHead } from '../ledger/head.ts';
import { writePurgedHead } from '../ledger/purged-head.ts';
import type { TableAccess } from '../table-access.ts';

/**
 * The heads of the histories that verify, by the ids of their payments or payouts. The others must stay: what is wrong with
 * a history must not be deleted with it, and one that is not linked yet has no link that could be left.
 */
export async function soundHeads(
  access: TableAccess,
  book: Book,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredHead>> {
  const { findings, heads } = await checkSome(access, book, ids);
  const faulty = new Set(findings.map(({ subject }) => subject));
  return new Map(heads.filter(({ subject }) => !faulty.has(subject)).map((head) => [head.subject, head]));
}

/** Leaves the last link of each history in its head: its rows can be deleted then. */
export async function leaveHeads(
  { sql, cipher }: TableAccess,
  heads: readonly StoredHead[],
  now: Instant,
): Promise<void> {
  for (const head of heads) await writePurgedHead(sql, cipher, head, now);
}
