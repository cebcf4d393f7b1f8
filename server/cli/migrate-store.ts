import { systemClock } from '../platform/clock.ts';
import type { MoveSide } from '../store/move/move-side.ts';
import { moveStore } from '../store/move/move-store.ts';
import { openSide } from '../store/move/open-side.ts';
import { printResult } from './print-result.ts';
import { readStorageUrl } from './read-storage-url.ts';

/** Rows between two lines of progress. */
const REPORT_EVERY = 10_000;

/** Copies all rows from one storage to another and compares both. A call that was interrupted is continued by the next. */
export async function migrateStore(from: string, to: string, isJson: boolean): Promise<void> {
  const source = readStorageUrl('--from', from);
  const target = readStorageUrl('--to', to);
  if (source === undefined || target === undefined) return;
  const sides: MoveSide[] = [];
  try {
    const here = await openSide(source, 'source');
    sides.push(here);
    const there = await openSide(target, 'target');
    sides.push(there);
    const moved = await moveStore(here, there, { clock: systemClock, copied: progress() });
    const width = Math.max(...moved.map(({ table }) => table.length));
    const lines = moved.map(
      ({ table, rows, hash }) =>
        `${table.padEnd(width)}  ${String(rows).padStart(10)} rows  sha256 ${hash.slice(0, 16)}\n`,
    );
    printResult(
      isJson,
      { from: here.place, to: there.place, tables: moved },
      `${lines.join('')}${there.place} has the same rows as ${here.place}: set DATABASE_URL to it; no server starts on the old one any more\n`,
    );
  } finally {
    for (const side of sides) await side.close();
  }
}

function progress(): (table: string, rows: number) => void {
  let [current, copied, reported] = ['', 0, 0];
  return (table, rows) => {
    if (table !== current) [current, copied, reported] = [table, 0, 0];
    copied += rows;
    if (copied - reported < REPORT_EVERY) return;
    reported = copied;
    process.stderr.write(`${table}: ${copied} rows copied\n`);
  };
}
