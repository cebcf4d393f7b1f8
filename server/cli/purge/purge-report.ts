import { KEPT_REASONS, type KeptReason } from '../../store/purge/kept-reason.ts';
import type { PurgeProgress, PurgeReport } from '../../store/purge/purge-store.ts';

/** What `--json` prints. */
export interface PresentReport {
  /** ISO 8601. */
  readonly before: string;
  readonly dryRun: boolean;
  /** It was not interrupted. */
  readonly complete: boolean;
  /** Rows by table. */
  readonly removed: PurgeReport['removed'];
  /** Old checkouts and payouts that stay, by reason. */
  readonly kept: PurgeReport['kept'];
  /** The newest seal of the ledger that was made, as `kasir verify-ledger --seal` takes it. */
  readonly seal: string | null;
}

const WHY: Readonly<Record<KeptReason, string>> = {
  open: 'not final: open, processing, held or unknown',
  review: 'under review: decide them with POST /v1/payments/:id/resolve',
  undelivered: 'an event was not delivered: see GET /v1/events',
  scheduled: 'work is scheduled for them',
  saved_method: 'a method that was saved with them can still be charged',
  recent: 'changed since',
  ledger: 'their history does not verify, or is not sealed yet: see kasir verify-ledger',
};

export const presentReport = (
  { removed, kept, seal, isComplete }: PurgeReport,
  { before, dryRun }: { readonly before: number; readonly dryRun: boolean },
): PresentReport => ({
  before: new Date(before).toISOString(),
  dryRun,
  complete: isComplete,
  removed,
  kept,
  seal: seal === undefined ? null : `${seal.number}:${seal.link}`,
});

export function reportText({ before, dryRun, complete, removed, kept, seal }: PresentReport): string {
  const rows = Object.entries(removed).map(([table, count]) => [table, String(count)] as const);
  const reasons = KEPT_REASONS.flatMap((reason) =>
    kept[reason] === undefined ? [] : [`  ${kept[reason]} ${WHY[reason]}`],
  );
  const width = Math.max(...rows.map(([, count]) => count.length), 1);
  return [
    `${dryRun ? 'would delete' : 'deleted'}, of what has not changed since ${before}:`,
    ...(rows.length === 0 ? ['  nothing'] : rows.map(([table, count]) => `  ${count.padStart(width)} ${table}`)),
    ...(reasons.length === 0 ? [] : ['kept, though old:', ...reasons]),
    ...(seal === null ? [] : [`newest seal of the ledger, to keep elsewhere: ${seal}`]),
    ...(complete ? [] : ['interrupted: the next call goes on']),
    '',
  ].join('\n');
}

/** A line of progress. */
export function progressText({ removed, upTo }: PurgeProgress): string {
  const rows = Object.values(removed).reduce((sum, count) => sum + count, 0);
  const place = upTo === undefined ? '' : `, up to ${new Date(upTo).toISOString().slice(0, 10)}`;
  return `${removed.checkouts ?? 0} checkouts and ${removed.payouts ?? 0} payouts, ${rows} rows in all${place}`;
}
