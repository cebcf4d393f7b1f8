import type { Instant } from '../../payments/model/model.ts';
import type { Tables } from '../tables.ts';
import type { KeptReason } from './kept-reason.ts';

/** How many rows of each table. */
export type RowCounts = Partial<Record<keyof Tables, number>>;
export type KeptCounts = Partial<Record<KeptReason, number>>;

/** What one unit of work has done. */
export interface PurgeStep {
  readonly removed: RowCounts;
  readonly kept: KeptCounts;
  /** The id to continue after; `undefined` at the end. */
  readonly after: string | undefined;
  /** When the last one that was looked at was created. */
  readonly upTo?: Instant | undefined;
}

export interface PurgeRange {
  /** What has changed since stays. */
  readonly before: Instant;
  /** Ids greater than this. */
  readonly after: string;
  readonly limit: number;
  /** When it is done. */
  readonly now: Instant;
  /** Only counts. */
  readonly dryRun: boolean;
  readonly archive: Archive | undefined;
}

/** Gets every row before its unit of work commits. A row may come twice, where the commit fails or is repeated. */
export interface Archive {
  add(table: keyof Tables, rows: readonly object[]): void;
  /** What was added is on the disk when it returns. */
  flush(): void;
}

export function countKept(reasons: readonly KeptReason[]): KeptCounts {
  const counts: KeptCounts = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
