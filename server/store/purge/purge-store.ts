import type { Instant } from '../../payments/model/model.ts';
import { pruneIdempotencyRecords } from '../idempotency-records.ts';
import type { TableAccess } from '../table-access.ts';
import type { Tables } from '../tables.ts';
import { KEPT_REASONS } from './kept-reason.ts';
import { purgeCheckouts } from './purge-checkouts.ts';
import { purgeEvents, purgeNotifications } from './purge-leftovers.ts';
import { purgePayouts } from './purge-payouts.ts';
import { purgeOldestSeal } from './purge-seals.ts';
import type { Archive, KeptCounts, PurgeRange, PurgeStep, RowCounts } from './purge-step.ts';

/** How many checkouts or payouts one unit of work purges, so that other writes do not wait long. */
const AT_ONCE = 100;
/** How many rows that stand alone. */
const ROWS_AT_ONCE = 1_000;

export interface PurgeOptions {
  /** One unit of work. */
  readonly run: <T>(work: (access: TableAccess) => Promise<T>) => Promise<T>;
  /** What has changed since stays. */
  readonly before: Instant;
  /** Idempotency records made before are not needed any more. */
  readonly recordsBefore: Instant;
  readonly now: Instant;
  /** Only counts checkouts, payments, refunds and payouts. */
  readonly dryRun?: boolean;
  readonly archive?: Archive | undefined;
  /** Called after each unit of work. */
  readonly onStep?: (progress: PurgeProgress) => void;
  /** Ends the purge after the unit of work that runs. */
  readonly signal?: AbortSignal;
}

export interface PurgeProgress {
  readonly removed: Readonly<RowCounts>;
  /** Checkouts and payouts. */
  readonly kept: Readonly<KeptCounts>;
  /** What was created before was looked at. */
  readonly upTo: Instant | undefined;
}

export interface PurgeReport extends Pick<PurgeProgress, 'removed' | 'kept'> {
  /** The number and link of the newest seal that was made, to keep elsewhere. */
  readonly seal: { readonly number: number; readonly link: string } | undefined;
  /** It was not ended by the signal. */
  readonly isComplete: boolean;
}

/** Purges a store in small units of work. An interrupted purge is continued by the next. */
export async function purgeStore(options: PurgeOptions): Promise<PurgeReport> {
  const { run, before, recordsBefore, now, dryRun = false, archive, onStep, signal } = options;
  const removed: RowCounts = {};
  const kept: KeptCounts = {};
  let upTo: Instant | undefined;
  let seal: PurgeReport['seal'];
  const goesOn = (): boolean => signal?.aborted !== true;

  const count = (step: Omit<PurgeStep, 'after'>): void => {
    for (const [table, rows] of Object.entries(step.removed) as [keyof Tables, number][])
      if (rows > 0) removed[table] = (removed[table] ?? 0) + rows;
    for (const reason of KEPT_REASONS) {
      const more = step.kept[reason];
      if (more !== undefined) kept[reason] = (kept[reason] ?? 0) + more;
    }
    upTo = step.upTo ?? upTo;
    onStep?.({ removed, kept, upTo });
  };

  const walk = async (purge: (access: TableAccess, range: PurgeRange) => Promise<PurgeStep>): Promise<void> => {
    for (let after: string | undefined = ''; after !== undefined && goesOn();) {
      const range: PurgeRange = { before, after, limit: AT_ONCE, now, dryRun, archive };
      const step: PurgeStep = await run((access) => purge(access, range));
      count(step);
      after = step.after;
    }
  };

  const drain = async (table: keyof Tables, some: (access: TableAccess) => Promise<number>): Promise<void> => {
    for (let found = 1; found > 0 && goesOn();) {
      found = await run(some);
      count({ removed: { [table]: found }, kept: {} });
    }
  };

  await walk(purgeCheckouts);
  await walk(purgePayouts);
  if (!dryRun) {
    await drain('events', (access) => purgeEvents(access, before, ROWS_AT_ONCE));
    await drain('notifications', (access) => purgeNotifications(access, before, ROWS_AT_ONCE));
    await drain('idempotency_records', (access) => pruneIdempotencyRecords(access, recordsBefore, ROWS_AT_ONCE));
    await drain('ledger_seals', async (access) => {
      const { removed: number, made } = await purgeOldestSeal(access, { before, now });
      seal = made ?? seal;
      return number === undefined ? 0 : 1;
    });
  }
  return { removed, kept, seal, isComplete: goesOn() };
}
