import { sql as fragment } from 'kysely';
import { UnknownCursor, type RenewalStep } from '../../payments/ports/ports.ts';
import { Unopenable } from '../../platform/crypto.ts';
import type { Row } from '../connection.ts';
import type { TableAccess } from '../table-access.ts';
import { SEALED_TABLES, type Renewed, type SealedTable } from './sealed-table.ts';

/** How many rows one step reads: about ten milliseconds of work, between which everything else goes on. */
const ROWS = 200;

/** Runs one statement, durable when it resolves. */
type RunStatement = <T>(work: (access: TableAccess) => Promise<T>) => Promise<T>;

/**
 * One step of encrypting everything by the first of the keys: the next rows after the cursor. A row is written only if it
 * is still what was read, so nobody waits and nothing is lost; one that changed meanwhile is counted as missed.
 *
 * @param atOnce how many statements may run at a time
 * @throws {UnknownCursor}
 */
export async function renewEncryption(
  access: TableAccess,
  run: RunStatement,
  { cursor, atOnce }: { readonly cursor: string | undefined; readonly atOnce: number },
): Promise<RenewalStep> {
  const { index, after } = cursor === undefined ? { index: 0, after: [] } : positionIn(cursor);
  const table = SEALED_TABLES[index];
  if (table === undefined) throw new UnknownCursor('not a cursor of this list');
  const rows = await readRows(access, table, after);
  const step = { table: table.table, read: rows.length, renewed: 0, missed: 0, unreadable: 0 };
  const changes: [Row, Renewed][] = [];
  for (const row of rows) {
    try {
      const renewed = table.renew(access.cipher, row);
      if (Object.keys(renewed).length > 0) changes.push([row, renewed]);
    } catch (error) {
      if (!(error instanceof Unopenable)) throw error;
      step.unreadable += 1;
    }
  }
  for (let from = 0; from < changes.length; from += atOnce) {
    const some = changes.slice(from, from + atOnce);
    const written = await Promise.all(some.map(([row, renewed]) => run((unit) => write(unit, table, row, renewed))));
    for (const count of written) step[count === 1 ? 'renewed' : 'missed'] += 1;
  }
  const last = rows.at(-1);
  const next = rows.length === ROWS && last !== undefined ? { index, after: keyOf(table, last) } : { index: index + 1 };
  return { ...step, nextCursor: next.index === SEALED_TABLES.length ? null : encode(next) };
}

async function readRows(
  { sql }: TableAccess,
  { table, key, columns, others = [] }: SealedTable,
  after: readonly (string | number)[],
): Promise<readonly Row[]> {
  const names = (list: readonly string[]) => fragment.join(list.map((name) => fragment.ref(name)));
  const where = after.length === 0 ? fragment`` : fragment`WHERE (${names(key)}) > (${fragment.join(after)})`;
  const statement = fragment<Row>`SELECT ${names([...key, ...columns, ...others])} FROM ${fragment.table(table)}
    ${where} ORDER BY ${names(key)} LIMIT ${ROWS}`;
  const compiled = statement.compile(sql.build);
  return sql.all({ compile: () => compiled });
}

function write({ sql }: TableAccess, table: SealedTable, row: Row, renewed: Renewed): Promise<number> {
  const set = fragment.join(Object.entries(renewed).map(([name, value]) => fragment`${fragment.ref(name)} = ${value}`));
  const unchanged = table.columns.filter((name) => name in renewed);
  const same = [...table.key, ...unchanged].map((name) => fragment`${fragment.ref(name)} = ${row[name]}`);
  const statement = fragment`UPDATE ${fragment.table(table.table)} SET ${set} WHERE ${fragment.join(same, fragment` AND `)}`;
  const compiled = statement.compile(sql.build);
  return sql.change({ compile: () => compiled });
}

const keyOf = ({ key }: SealedTable, row: Row): (string | number)[] =>
  key.map((name) => (typeof row[name] === 'number' ? row[name] : String(row[name])));

interface Position {
  readonly index: number;
  readonly after?: readonly (string | number)[];
}

const encode = ({ index, after = [] }: Position): string =>
  Buffer.from(JSON.stringify([index, ...after])).toString('base64url');

function positionIn(cursor: string): Required<Position> {
  try {
    const [index, ...after] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const keys = SEALED_TABLES[Number(index)]?.key.length;
    const isKey = after.every((part) => typeof part === 'string' || typeof part === 'number');
    if (Number.isInteger(index) && isKey && (after.length === 0 || after.length === keys))
      return { index: Number(index), after };
  } catch {
    // Not one of ours.
  }
  throw new UnknownCursor('not a cursor of this list');
}
