import { PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { HistoryEntry } from '../payments/payment.ts';
import type { Access } from './access.ts';
import { historyColumns, historyReader } from './history.ts';

const readEntry = historyReader('payment_history', PAYMENT_STATUSES);

export async function historyOf({ sql }: Access, paymentId: string): Promise<readonly HistoryEntry[]> {
  const rows = await sql.all(
    sql.build.selectFrom('payment_history').selectAll().where('payment_id', '=', paymentId).orderBy('position'),
  );
  return rows.map(readEntry);
}

export const appendHistory = ({ sql }: Access, paymentId: string, entry: HistoryEntry): Promise<void> =>
  sql.insert('payment_history', { payment_id: paymentId, ...historyColumns(entry) });
