import { readRetentionDays } from '../../config/read-retention-days.ts';
import { readStorageSettings } from '../../config/storage-settings.ts';
import { ANSWERS_KEPT_MS } from '../../http/idempotency-claim.ts';
import { environment, EXIT_CONFIG, printFaults } from '../../main.ts';
import { systemClock } from '../../platform/clock.ts';
import { createCipher } from '../../platform/crypto.ts';
import { openPurge } from '../../store/purge/open-purge.ts';
import { purgeStore, type PurgeReport } from '../../store/purge/purge-store.ts';
import { EXIT_FAILURE, EXIT_USAGE } from '../exit-codes.ts';
import type { Options } from '../options.ts';
import { printResult } from '../print-result.ts';
import { progress } from '../progress.ts';
import { timeOption } from '../time-option.ts';
import { openArchive } from './open-archive.ts';
import { presentReport, progressText, reportText } from './purge-report.ts';

const DAY_MS = 86_400_000;

/**
 * Deletes what is final and has not changed since a date, by default since `KASIR_RETENTION_DAYS`. Needs `DATABASE_URL` and
 * `KASIR_ENCRYPTION_KEYS`. Exits with 1 where it was interrupted; the next call goes on.
 */
export async function purge(options: Options): Promise<void> {
  const now = systemClock.now();
  const storage = readStorageSettings(environment);
  const retention = readRetentionDays(environment);
  if (!storage.ok || !retention.ok) {
    printFaults([...(storage.ok ? [] : storage.faults), ...(retention.ok ? [] : retention.faults)]);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const before = readBefore(options['before'], now, retention.days);
  if (before === undefined) return;
  const dryRun = options['dry-run'] === true;
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (_facts: object, message: string) => void process.stderr.write(`${message}\n`),
    error: (_facts: object, message: string) => void process.stderr.write(`${message}\n`),
  };
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  const cipher = createCipher(storage.keys.map((key) => Buffer.from(key.reveal(), 'base64')));
  const store = await openPurge({ url: storage.url, cipher, clock: systemClock, log, dryRun });
  const archive = typeof options['archive'] === 'string' && !dryRun ? openArchive(options['archive']) : undefined;
  const say = progress();
  let report: PurgeReport;
  try {
    report = await purgeStore({
      run: store.run,
      ...{ before, now, dryRun, archive, signal: stop.signal },
      recordsBefore: now - ANSWERS_KEPT_MS,
      onStep: (done) => say(progressText(done)),
    });
  } finally {
    archive?.close();
    await store.close();
  }
  const present = presentReport(report, { before, dryRun });
  printResult(options['json'] === true, present, reportText(present));
  if (!report.isComplete) process.exitCode = EXIT_FAILURE;
}

/** `undefined` where it is no date, or too late: then that is printed, and the exit code is set. */
function readBefore(given: string | true | undefined, now: number, retentionDays: number): number | undefined {
  // Until then a request may be repeated, and a payment that has ended is asked about.
  const latest = now - ANSWERS_KEPT_MS;
  if (given === undefined) return Math.min(now - retentionDays * DAY_MS, latest);
  const time = timeOption.safeParse(given);
  if (time.success && time.data.getTime() <= latest) return time.data.getTime();
  process.stderr.write(
    time.success
      ? `--before must be at least 30 days ago (${new Date(latest).toISOString().slice(0, 10)} or earlier): until then requests are repeated and payments are asked about\n`
      : '--before must be a date or a time (2026-01-31, 2026-01-31T17:00:00Z)\n',
  );
  process.exitCode = EXIT_USAGE;
  return undefined;
}
