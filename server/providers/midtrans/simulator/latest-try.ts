import type { SnapRecord, TransactionRecord } from './records.ts';
import type { SimulatorState } from './state.ts';

/** The newest try on a page. */
export const latestTry = (state: SimulatorState, page: SnapRecord): TransactionRecord | undefined =>
  [...state.transactions.values()].findLast(({ snap }) => snap === page.id);
