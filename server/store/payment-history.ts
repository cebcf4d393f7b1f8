import type { Insertable } from 'kysely';
import { z } from 'zod';
import { PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { HistoryEntry } from '../payments/payment.ts';
import type { Access } from './access.ts';
import { instant, parseRow, present } from './row.ts';
import type { PaymentHistoryTable } from './tables.ts';

const row = z.object({
  at: instant,
  source: z.string(),
  said: z.string(),
  from_status: z.enum(PAYMENT_STATUSES),
  to_status: z.enum(PAYMENT_STATUSES),
  note: z.string().nullable(),
});

function readEntry(raw: unknown): HistoryEntry {
  const r = parseRow('payment_history', row, raw);
  return present({
    at: r.at,
    source: r.source,
    said: r.said,
    from: r.from_status,
    to: r.to_status,
    note: r.note ?? undefined,
  });
}

export async function historyOf({ sql }: Access, paymentId: string): Promise<readonly HistoryEntry[]> {
  const rows = await sql.all(
    sql.build.selectFrom('payment_history').selectAll().where('payment_id', '=', paymentId).orderBy('position'),
  );
  return rows.map(readEntry);
}

export async function appendHistory({ sql }: Access, paymentId: string, entry: HistoryEntry): Promise<void> {
  const row: Insertable<PaymentHistoryTable> = {
    payment_id: paymentId,
    at: entry.at,
    source: entry.source,
    said: entry.said,
    from_status: entry.from,
    to_status: entry.to,
    note: entry.note ?? null,
  };
  await sql.insert('payment_history', row);
}
