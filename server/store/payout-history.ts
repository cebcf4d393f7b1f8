import { PAYOUT_STATUSES } from '../../shared/payment-status.ts';
import type { PayoutHistoryEntry } from '../payments/model/model.ts';
import type { LinkColumns } from './ledger/link.ts';
import type { TableAccess } from './table-access.ts';
import { historyColumns, historyReader } from './history.ts';

const readEntry = historyReader('payout_history', PAYOUT_STATUSES);

export async function payoutHistoryOf({ sql }: TableAccess, payoutId: string): Promise<readonly PayoutHistoryEntry[]> {
  const rows = await sql.all(
    sql.build.selectFrom('payout_history').selectAll().where('payout_id', '=', payoutId).orderBy('position'),
  );
  return rows.map(readEntry);
}

export const appendPayoutHistory = (
  { sql }: TableAccess,
  payoutId: string,
  entry: PayoutHistoryEntry,
  link: LinkColumns,
): Promise<void> => sql.insert('payout_history', { payout_id: payoutId, ...historyColumns(entry), ...link });
