import { z } from 'zod';
import { PAYOUT_STATUSES } from '../../shared/payment-status.ts';
import type { PayoutHistoryEntry } from '../payments/payment.ts';
import type { Access } from './access.ts';
import { instant, parseRow, present } from './row.ts';

const row = z.object({
  at: instant,
  source: z.string(),
  said: z.string(),
  from_status: z.enum(PAYOUT_STATUSES),
  to_status: z.enum(PAYOUT_STATUSES),
  note: z.string().nullable(),
});

function readEntry(raw: unknown): PayoutHistoryEntry {
  const r = parseRow('payout_history', row, raw);
  return present({
    at: r.at,
    source: r.source,
    said: r.said,
    from: r.from_status,
    to: r.to_status,
    note: r.note ?? undefined,
  });
}

export async function payoutHistoryOf({ sql }: Access, payoutId: string): Promise<readonly PayoutHistoryEntry[]> {
  const rows = await sql.all(
    sql.build.selectFrom('payout_history').selectAll().where('payout_id', '=', payoutId).orderBy('position'),
  );
  return rows.map(readEntry);
}

export async function appendPayoutHistory(
  { sql }: Access,
  payoutId: string,
  { at, source, said, from, to, note }: PayoutHistoryEntry,
): Promise<void> {
  await sql.insert('payout_history', {
    payout_id: payoutId,
    at,
    source,
    said,
    from_status: from,
    to_status: to,
    note: note ?? null,
  });
}
