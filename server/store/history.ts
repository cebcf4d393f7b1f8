import { z } from 'zod';
import type { HistoryEntry } from '../payments/model/model.ts';
import { instantSchema, parseRow, present } from './row.ts';

/* The columns that the histories of payments and of payouts have in common. */

/** Sources as earlier versions wrote them: entries are never changed. */
const FORMER_SOURCES: ReadonlyMap<string, string> = new Map([
  ['answer', 'command'],
  ['notice', 'notification'],
]);

/** Reads rows of one table, whose `from` and `to` are among these statuses. */
export function historyReader<const Status extends string>(
  table: string,
  statuses: readonly Status[],
): (raw: unknown) => HistoryEntry<Status> {
  const status = z.enum(statuses);
  const row = z.object({
    at: instantSchema,
    source: z.string(),
    said: z.string(),
    from_status: status,
    to_status: status,
    note: z.string().nullable(),
  });
  return (raw) => {
    const { at, source, said, from_status: from, to_status: to, note } = parseRow(table, row, raw);
    return present({ at, source: FORMER_SOURCES.get(source) ?? source, said, from, to, note: note ?? undefined });
  };
}

export const historyColumns = ({ at, source, said, from, to, note }: HistoryEntry<string>) => ({
  at,
  source,
  said,
  from_status: from,
  to_status: to,
  note: note ?? null,
});
