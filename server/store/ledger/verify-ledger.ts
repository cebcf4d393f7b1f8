import type { TableAccess } from '../table-access.ts';
import type { LedgerFinding } from './check-history.ts';
import type { Book } from './facts.ts';
import { verifyBooks, type CheckedBooks } from './verify-books.ts';
import { verifySeals, type CheckedSeals, type ExpectedSeal } from './verify-seals.ts';

export interface LedgerReport {
  readonly payments: CheckedBooks;
  readonly payouts: CheckedBooks;
  readonly seals: CheckedSeals;
  /** Each one once. */
  readonly findings: readonly LedgerFinding[];
}

/** Checks all books. Reads only; the server may go on working. `progress` is called after some histories of a book. */
export async function verifyLedger(
  access: TableAccess,
  expected: readonly ExpectedSeal[] = [],
  progress: (book: Book, histories: number) => void = () => undefined,
): Promise<LedgerReport> {
  const findings = new Map<string, LedgerFinding>();
  const report = (finding: LedgerFinding): void => {
    findings.set(JSON.stringify([finding.subject, finding.entry, finding.problem]), finding);
  };
  const payments = await verifyBooks(access, 'payment', report, progress);
  const payouts = await verifyBooks(access, 'payout', report, progress);
  const seals = await verifySeals(access, expected, report);
  return { payments, payouts, seals, findings: [...findings.values()] };
}
