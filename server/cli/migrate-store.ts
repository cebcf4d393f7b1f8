import { readDatabaseUrl } from '../config/config.ts';
import { EXIT_CONFIG } from '../main.ts';
import type { MoveSide } from '../store/move/move-side.ts';
import { moveStore } from '../store/move/move-store.ts';
import { openPostgresSide } from '../store/move/open-postgres-side.ts';
import { openSqliteSide } from '../store/move/open-sqlite-side.ts';
import { isPostgresUrl } from '../store/is-postgres-url.ts';

/** Rows between two lines of progress. */
const REPORT_EVERY = 10_000;

/** Copies all rows from one storage to another and compares both. A call that was interrupted is continued by the next. */
export async function migrateStore(from: string, to: string): Promise<void> {
  const source = urlOf('--from', from);
  const target = urlOf('--to', to);
  if (source === undefined || target === undefined) {
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const sides: MoveSide[] = [];
  try {
    const [here, there] = [await openSide(source, 'source', sides), await openSide(target, 'target', sides)];
    const moved = await moveStore(here, there, { copied: progress() });
    const width = Math.max(...moved.map(({ table }) => table.length));
    for (const { table, rows, hash } of moved)
      process.stdout.write(`${table.padEnd(width)}  ${String(rows).padStart(10)} rows  sha256 ${hash.slice(0, 16)}\n`);
    process.stdout.write(
      `${there.place} has the same rows as ${here.place}: set DATABASE_URL, and start no server on the old one again\n`,
    );
  } finally {
    for (const side of sides) await side.close();
  }
}

function urlOf(option: string, value: string): string | undefined {
  const result = readDatabaseUrl({ DATABASE_URL: value });
  if (result.ok) return result.url;
  for (const { message } of result.faults) process.stderr.write(`${option} ${message}\n`);
  return undefined;
}

async function openSide(url: string, role: 'source' | 'target', sides: MoveSide[]): Promise<MoveSide> {
  const side = await (isPostgresUrl(url) ? openPostgresSide : openSqliteSide)(url, role);
  sides.push(side);
  return side;
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
