import { readStorageSettings } from '../config/storage-settings.ts';
import { environment, EXIT_CONFIG, printFaults } from '../main.ts';
import { createCipher } from '../platform/crypto.ts';
import type { LedgerFinding } from '../store/ledger/check-history.ts';
import type { CheckedBooks } from '../store/ledger/verify-books.ts';
import { verifyLedger, type LedgerReport } from '../store/ledger/verify-ledger.ts';
import type { ExpectedSeal } from '../store/ledger/verify-seals.ts';
import { openBooks, type OpenBooks } from '../store/open-books.ts';
import { EXIT_FAILURE, EXIT_USAGE } from './exit-codes.ts';
import type { Options } from './options.ts';
import { printResult } from './print-result.ts';
import { progress } from './progress.ts';

/**
 * Checks the books without changing anything. Needs `DATABASE_URL` and `KASIR_ENCRYPTION_KEYS`. Exits with 1 where
 * something was found.
 */
export async function verifyLedgerCommand(options: Options): Promise<void> {
  const expected = readSeals(options['seal']);
  if (expected === undefined) {
    process.stderr.write(
      '--seal must be <number>:<link>, as the server has logged it; several are separated by commas\n',
    );
    process.exitCode = EXIT_USAGE;
    return;
  }
  const settings = readStorageSettings(environment);
  if (!settings.ok) {
    printFaults(settings.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const cipher = createCipher(settings.keys.map((key) => Buffer.from(key.reveal(), 'base64')));
  const books = await openBooks(settings.url, cipher, { warn: (_, message) => process.stderr.write(`${message}\n`) });
  const report = await verifyAndClose(books, expected);
  printResult(options['json'] === true, present(report), textOf(report));
  if (report.findings.length > 0) process.exitCode = EXIT_FAILURE;
}

async function verifyAndClose(books: OpenBooks, expected: readonly ExpectedSeal[]): Promise<LedgerReport> {
  try {
    const report = progress();
    return await verifyLedger(books.access, expected, (book, histories) => report(`${histories} ${book}s checked`));
  } finally {
    await books.close();
  }
}

/** `undefined` where one of them is none. */
function readSeals(given: string | true | undefined): readonly ExpectedSeal[] | undefined {
  if (given === undefined) return [];
  const seals = String(given)
    .split(',')
    .map((each) => /^([1-9]\d{0,9}):(v1\.\S+)$/.exec(each.trim()))
    .map((found) => found && { number: Number(found[1]), link: found[2] ?? '' });
  return seals.every((seal) => seal !== null) ? seals : undefined;
}

/** The newest seal as `--seal` takes it, to keep elsewhere. */
const newestOf = ({ seals: { newest } }: LedgerReport) =>
  newest && { at: new Date(newest.sealedAt).toISOString(), seal: `${newest.number}:${newest.link}` };

const present = (report: LedgerReport) => ({
  ok: report.findings.length === 0,
  payments: report.payments,
  payouts: report.payouts,
  seals: { count: report.seals.seals, newest: newestOf(report) ?? null },
  findings: report.findings,
});

function textOf(report: LedgerReport): string {
  const newest = newestOf(report);
  const { findings } = report;
  return [
    `payments  ${bookLine(report.payments)}`,
    `payouts   ${bookLine(report.payouts)}`,
    `seals     ${report.seals.seals}${newest === undefined ? '' : `, the newest of ${newest.at}: ${newest.seal}`}`,
    ...findings.map(findingLine),
    findings.length === 0 ? 'nothing found' : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`,
    '',
  ].join('\n');
}

const bookLine = ({ histories, entries, unlinked, purged }: CheckedBooks): string =>
  [
    `${histories} with ${entries} entries`,
    ...(purged === 0 ? [] : [`the last links of ${purged} that were purged`]),
    ...(unlinked === 0 ? [] : [`${unlinked} of an earlier version are not linked yet`]),
  ].join('; ');

const findingLine = ({ subject, entry, problem }: LedgerFinding): string =>
  `${subject}${entry === undefined ? '' : `, entry ${entry}`}: ${problem}`;
