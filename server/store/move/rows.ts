import { createHash } from 'node:crypto';
import { CorruptRow } from '../storage-errors.ts';
import type { Cell, MoveSide } from './move-side.ts';
import type { MovedTable } from './moved-tables.ts';

/** Below what either database takes as parameters of one statement. */
const PAGE = 400;

type MovedRow = readonly Cell[];

/** All rows after a key, a page at a time, in the order of the key. */
export async function* pagesOf(
  side: MoveSide,
  table: MovedTable,
  after: readonly Cell[] | undefined,
): AsyncGenerator<readonly MovedRow[]> {
  let last = after;
  for (;;) {
    const rows = await readPage(side, table, last);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    const end = new Map(table.columns.map((column, at) => [column, rows.at(-1)?.[at]]));
    last = table.key.map((column) => end.get(column) ?? null);
  }
}

async function readPage(side: MoveSide, table: MovedTable, after: readonly Cell[] | undefined) {
  const { name, columns, key } = table;
  const from = after === undefined ? '' : `WHERE (${key.join(', ')}) > (${parameters(side, key.length)})`;
  const found = await side.query(
    `SELECT ${columns.join(', ')} FROM ${name} ${from} ORDER BY ${key.join(', ')} LIMIT ${PAGE}`,
    after ?? [],
  );
  return found.map((row) => columns.map((column) => cell(row[column], name, column)));
}

/** In one transaction: after a crash the rows of a page are all there, or none. */
export async function writePage(
  side: MoveSide,
  { name, columns }: MovedTable,
  rows: readonly MovedRow[],
): Promise<void> {
  const values = rows.map((row, at) => `(${parameters(side, row.length, at * row.length)})`);
  await side.transact(async () => {
    await side.query(`INSERT INTO ${name} (${columns.join(', ')}) VALUES ${values.join(', ')}`, rows.flat());
  });
}

/** The key of the last row; undefined where the table is empty. */
export async function lastKey(side: MoveSide, { name, key }: MovedTable): Promise<readonly Cell[] | undefined> {
  const order = key.map((column) => `${column} DESC`).join(', ');
  const [row] = await side.query(`SELECT ${key.join(', ')} FROM ${name} ORDER BY ${order} LIMIT 1`);
  return row && key.map((column) => cell(row[column], name, column));
}

export interface Digest {
  readonly rows: number;
  /** SHA-256 over every value of every row, in the order of the key. */
  readonly hash: string;
}

export async function digestOf(side: MoveSide, table: MovedTable): Promise<Digest> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const page of pagesOf(side, table, undefined)) {
    rows += page.length;
    for (const row of page) hash.update(`${JSON.stringify(row)}\n`);
  }
  return { rows, hash: hash.digest('hex') };
}

const parameters = (side: MoveSide, count: number, before = 0): string =>
  Array.from({ length: count }, (_, at) => side.placeholder(before + at + 1)).join(', ');

/** PostgreSQL stores any character but NUL, in whose place the server writes U+FFFD. */
function cell(value: unknown, table: string, column: string): Cell {
  if (value === null || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD');
  throw new CorruptRow(table, column);
}
