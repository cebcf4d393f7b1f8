import type { Options } from './options.ts';
import { printResult } from './print-result.ts';
import { tableOf } from './table.ts';

/** Prints what `listPages` has read: a table, none where there is nothing, and below it whether there is more. */
export function printPages<Item>(
  { json }: Options,
  list: { readonly data: readonly Item[]; readonly nextCursor: string | null },
  names: readonly string[],
  rowOf: (item: Item) => readonly (string | number | undefined)[],
): void {
  const { data, nextCursor } = list;
  const table = data.length === 0 ? '' : tableOf(names, data.map(rowOf));
  const more =
    nextCursor === null
      ? `${data.length} in all\n`
      : `${data.length} shown, there are more: --limit, or --cursor ${nextCursor}\n`;
  printResult(json === true, list, table + more);
}
