import type { Clock } from '../../payments/ports/ports.ts';
import { RECORD } from '../schema/recorded-schema.ts';
import { MoveRefused, type MoveSide } from './move-side.ts';
import { readMark, removeMark, writeMark } from './moved-mark.ts';
import { movedTables, type MovedTable } from './moved-tables.ts';
import { digestOf, lastKey, pagesOf, writePage, type Digest } from './rows.ts';

export interface MovedRows extends Digest {
  readonly table: string;
}

export interface MoveOptions {
  /** For the mark in the source. */
  readonly clock: Clock;
  /** After each page. */
  copied(table: string, rows: number): void;
}

const UNFINISHED = RECORD.unfinishedMove;

/**
 * Copies every row of one storage into another, empty one of the same schema, and compares both. It continues where an
 * earlier call for the same source has stopped. In the end the source is marked as moved, and not changed otherwise.
 * Returns what is in both.
 *
 * @throws {MoveRefused} when the target has other rows, the source was moved before, or one of the two has been changed meanwhile
 */
export async function moveStore(
  from: MoveSide,
  to: MoveSide,
  { clock, copied }: MoveOptions,
  tables: readonly MovedTable[] = movedTables(),
): Promise<readonly MovedRows[]> {
  await begin(from, to, tables);
  for (const table of tables) {
    for await (const page of pagesOf(from, table, await lastKey(to, table))) {
      await writePage(to, table, page);
      copied(table.name, page.length);
    }
  }
  const moved: MovedRows[] = [];
  for (const table of tables) moved.push({ table: table.name, ...(await compare(from, to, table)) });
  await to.transact(async () => {
    for (const table of tables)
      if (table.counter !== undefined)
        await to.continueAfter(table, table.counter, await from.lastOf(table, table.counter));
  });
  // At no moment can servers start on both.
  if ((await readMark(from)) === undefined) await from.transact(() => writeMark(from, to.place, clock.now()));
  await to.transact(async () => void (await to.query(`DROP TABLE ${UNFINISHED}`)));
  return moved;
}

async function begin(from: MoveSide, to: MoveSide, tables: readonly MovedTable[]): Promise<void> {
  if (from.place === to.place) throw new MoveRefused(`${from.place} cannot be moved to itself`);
  const mark = await readMark(from);
  if (await to.hasTable(UNFINISHED)) {
    const [begun] = await to.query(`SELECT source FROM ${UNFINISHED}`);
    if (begun?.['source'] === from.place && (mark === undefined || mark.target === to.place)) return;
    throw new MoveRefused(
      `${to.place} has an unfinished move from ${String(begun?.['source'])}: finish it, or use an empty database`,
    );
  }
  if (mark !== undefined)
    throw new MoveRefused(`${from.place} was moved to ${mark.target} at ${mark.at}: move that one`);
  for (const table of tables)
    if ((await lastKey(to, table)) !== undefined)
      throw new MoveRefused(`${to.place} is not empty (${table.name} has rows): use an empty database`);
  const isMarked = (await readMark(to)) !== undefined;
  await to.transact(async () => {
    if (isMarked) await removeMark(to);
    await to.query(`CREATE TABLE ${UNFINISHED} (source text NOT NULL)`);
    await to.query(`INSERT INTO ${UNFINISHED} (source) VALUES (${to.placeholder(1)})`, [from.place]);
  });
}

async function compare(from: MoveSide, to: MoveSide, table: MovedTable): Promise<Digest> {
  const [there, here] = [await digestOf(from, table), await digestOf(to, table)];
  if (there.rows === here.rows && there.hash === here.hash) return here;
  const counts = there.rows === here.rows ? '' : ` (${there.rows} and ${here.rows} rows)`;
  throw new MoveRefused(
    `${table.name} differs between ${from.place} and ${to.place}${counts}: one of them was changed since the move began; begin again with an empty database`,
  );
}
