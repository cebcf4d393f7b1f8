import { tableOf } from './table.ts';

interface Entry {
  readonly at: string;
  readonly source: string;
  readonly said: string;
  readonly from: string;
  readonly to: string;
  readonly note?: string | undefined;
}

/** The history of a payment or payout, oldest first. */
export const historyTable = (entries: readonly Entry[]): string =>
  tableOf(
    ['at', 'source', 'said', 'status', 'note'],
    entries.map(({ at, source, said, from, to, note }) => [
      at,
      source,
      said,
      from === to ? to : `${from} > ${to}`,
      note,
    ]),
  );
