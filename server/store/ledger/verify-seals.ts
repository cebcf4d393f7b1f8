import type { TableAccess } from '../table-access.ts';
import type { LedgerFinding } from './check-history.ts';
import type { Book } from './facts.ts';
import { isGenuine, type StoredHead } from './head.ts';
import { purgedHeads, SEALS } from './purged-head.ts';
import { endsIn, isSealAfter, sealsAfter, type Seal } from './seal.ts';

/** A seal as somebody has kept it elsewhere, for instance in the log. */
export interface ExpectedSeal {
  readonly number: number;
  readonly link: string;
}

export interface CheckedSeals {
  readonly seals: number;
  readonly newest: Pick<Seal, 'number' | 'sealedAt' | 'link'> | undefined;
}

const BATCH = 20;

/** Checks that the seals follow each other, and that every history still has what was sealed. */
export async function verifySeals(
  access: TableAccess,
  expected: readonly ExpectedSeal[],
  report: (finding: LedgerFinding) => void,
): Promise<CheckedSeals> {
  const before = await lastPurged(access, report);
  let newest: Seal | undefined;
  let seals = 0;
  for (let found = await sealsAfter(access.sql, 0, BATCH); found.length > 0;) {
    for (const seal of found) {
      for (const finding of checkOrder(access, seal, newest ?? before)) report(finding);
      for (const finding of await checkEnds(access, seal)) report(finding);
      seals += 1;
      newest = seal;
    }
    found = await sealsAfter(access.sql, newest?.number ?? 0, BATCH);
  }
  for (const { number, link } of expected) {
    // Of those that were purged only the last one's link is left.
    if (number < before.number) continue;
    const stored = number === before.number ? before : (await sealsAfter(access.sql, number - 1, 1))[0];
    if (stored?.number !== number) report({ subject: `seal ${number}`, problem: 'is missing' });
    else if (stored.link !== link) report({ subject: `seal ${number}`, problem: 'has another link than expected' });
  }
  return { seals, newest: newest && { number: newest.number, sealedAt: newest.sealedAt, link: newest.link } };
}

type End = Pick<Seal, 'number' | 'link'>;

/** The number and link of the last seal that `kasir purge` has removed. */
async function lastPurged({ sql, cipher }: TableAccess, report: (finding: LedgerFinding) => void): Promise<End> {
  const head = (await purgedHeads(sql, [SEALS])).get(SEALS);
  if (head === undefined) return { number: 0, link: '' };
  if (isGenuine(cipher, head) === false) report({ subject: SEALS, problem: 'the record of their purge was changed' });
  return { number: head.entries, link: head.link };
}

function checkOrder({ cipher }: TableAccess, seal: Seal, before: End): readonly LedgerFinding[] {
  const next = before.number + 1;
  if (seal.number !== next)
    return [{ subject: `seal ${next}`, problem: `is missing, with those up to ${seal.number - 1}` }];
  const fits = isSealAfter(cipher, seal, before.link);
  if (fits === true) return [];
  const problem =
    fits === false
      ? 'was changed'
      : 'cannot be checked: the key that it was linked with is not in KASIR_ENCRYPTION_KEYS';
  return [{ subject: `seal ${seal.number}`, problem }];
}

/** Compares the ends in a seal with the histories. Of one that was purged only the very last end is left. */
export async function checkEnds(access: TableAccess, seal: Seal): Promise<readonly LedgerFinding[]> {
  const findings: LedgerFinding[] = [];
  const ends = endsIn(seal);
  const stored = await linksOf(
    access,
    ends.map(({ subject }) => subject),
  );
  const purged = await purgedHeads(
    access.sql,
    ends.map(({ subject }) => subject).filter((subject) => !stored.has(subject)),
  );
  for (const { subject, entries, link } of ends) {
    const links = stored.get(subject) ?? linksOfPurged(purged.get(subject), entries, link);
    if (links === undefined) findings.push({ subject, problem: `was deleted; seal ${seal.number} has it` });
    else if (entries > 0 && links.get(entries) === undefined)
      findings.push({ subject, entry: entries, problem: `is missing; seal ${seal.number} has it` });
    else if (entries > 0 && links.get(entries) !== link)
      findings.push({ subject, entry: entries, problem: `is another one than seal ${seal.number} has` });
  }
  return findings;
}

/** An earlier end cannot be compared any more: it is taken as it was sealed. */
function linksOfPurged(
  head: StoredHead | undefined,
  entries: number,
  link: string,
): ReadonlyMap<number, string> | undefined {
  return head && new Map([...(entries < head.entries ? [[entries, link] as const] : []), [head.entries, head.link]]);
}

/** The links of these payments and payouts by their numbers. Those that do not exist are left out. */
async function linksOf(
  access: TableAccess,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const isPayout = (id: string): boolean => id.startsWith('po_');
  const found = new Map<string, Map<number, string>>();
  await addLinks(
    access,
    'payment',
    subjects.filter((id) => !isPayout(id)),
    found,
  );
  await addLinks(access, 'payout', subjects.filter(isPayout), found);
  return found;
}

async function addLinks(
  { sql }: TableAccess,
  book: Book,
  ids: readonly string[],
  found: Map<string, Map<number, string>>,
): Promise<void> {
  if (ids.length === 0) return;
  for (const { id } of await sql.all(sql.build.selectFrom(`${book}s`).select('id').where('id', 'in', ids)))
    found.set(id, new Map());
  const rows =
    book === 'payment'
      ? await sql.all(
          sql.build
            .selectFrom('payment_history')
            .select(['payment_id as subject', 'number', 'link'])
            .where('payment_id', 'in', ids),
        )
      : await sql.all(
          sql.build
            .selectFrom('payout_history')
            .select(['payout_id as subject', 'number', 'link'])
            .where('payout_id', 'in', ids),
        );
  for (const { subject, number, link } of rows)
    if (number !== null && link !== null) found.get(subject)?.set(number, link);
}
