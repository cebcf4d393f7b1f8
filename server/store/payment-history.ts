import type { Kysely } from 'kysely';
import { PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { HistoryEntry } from '../payments/model/model.ts';
import { UnknownCursor, type Page, type PageRequest } from '../payments/ports/ports.ts';
import type { LinkColumns } from './ledger/link.ts';
import type { TableAccess } from './table-access.ts';
import { historyColumns, historyReader } from './history.ts';
import { decodeCursor, pageOf, rowsOfPage } from './page.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

const readEntry = historyReader('payment_history', PAYMENT_STATUSES);

const ofPayment = prepared((db) =>
  db.selectFrom('payment_history').selectAll().where('payment_id', '=', '').orderBy('position'),
);

export async function historyOf({ sql }: TableAccess, paymentId: string): Promise<readonly HistoryEntry[]> {
  const rows = await sql.all(ofPayment(sql, [paymentId]));
  return rows.map(readEntry);
}

const newest = (db: Kysely<Tables>) =>
  db.selectFrom('payment_history').selectAll().where('payment_id', '=', '').orderBy('position', 'desc').limit(1);

const newestOf = prepared((db) => newest(db));
const newestBefore = prepared((db) => newest(db).where('position', '<', 0));

export async function listHistory(
  { sql }: TableAccess,
  paymentId: string,
  page: PageRequest,
): Promise<Page<HistoryEntry>> {
  const limit = rowsOfPage(page);
  const rows = await sql.all(
    page.cursor === undefined
      ? newestOf(sql, [paymentId, limit])
      : newestBefore(sql, [paymentId, positionIn(page.cursor), limit]),
  );
  return pageOf(
    rows.map((row) => ({ ...row, id: String(row.position) })),
    page,
    readEntry,
  );
}

function positionIn(cursor: string): number {
  const position = Number(decodeCursor(cursor));
  if (!Number.isSafeInteger(position)) throw new UnknownCursor('not a cursor of this list');
  return position;
}

export const appendHistory = (
  { sql }: TableAccess,
  paymentId: string,
  entry: HistoryEntry,
  link: LinkColumns,
): Promise<void> => sql.insert('payment_history', { payment_id: paymentId, ...historyColumns(entry), ...link });
