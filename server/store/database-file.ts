import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openConnection, type Connection } from './connection.ts';
import { fileFault } from './storage-errors.ts';

/** At a start, how long another program that holds the file is waited for. Blocks the event loop, which serves nobody yet. */
const BUSY_TIMEOUT_MS = 10_000;

/** The path in `file:./data/kasir.db` or `file:///var/lib/kasir.db`. Throws on anything that is not one file. */
export function databasePath(url: string): string {
  if (!url.startsWith('file:')) throw new TypeError('the address of embedded storage begins with file:');
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  if (path === '' || path.includes(':memory:') || /[?#]/.test(path)) {
    throw new TypeError('the address of embedded storage names one file, without parameters');
  }
  return path;
}

/** Every pragma with what it must answer when it is read back: a build of SQLite may ignore what it does not know. */
type Pragmas = readonly (readonly [name: string, value: string, readBack: string | number])[];

const ALWAYS: Pragmas = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // On macOS alone fsync does not reach the disk without it.
  ['fullfsync', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  // Temporary tables and sorters may hold rows: they stay in memory.
  ['temp_store', 'MEMORY', 2],
];

/** For reads outside a transaction: a connection that cannot write. */
const READ_ONLY: Pragmas = [['query_only', 'ON', 1]];

export interface OpenOptions {
  readonly readOnly?: boolean;
  readonly busyTimeoutMs?: number;
}

/** Opens the file, makes its directory where it is missing, and asserts that it is as durable as it must be. */
export function openDatabaseFile(
  path: string,
  { readOnly = false, busyTimeoutMs = BUSY_TIMEOUT_MS }: OpenOptions = {},
): Connection {
  createFolder(path);
  createPrivately(path);
  const connection = openConnection(path);
  try {
    const busy: Pragmas[number] = ['busy_timeout', String(busyTimeoutMs), busyTimeoutMs];
    for (const [name, value, expected] of [busy, ...ALWAYS, ...(readOnly ? READ_ONLY : [])]) {
      // Setting a pragma answers a row for some and none for others: only the reading counts.
      connection.exec(`PRAGMA ${name} = ${value}`);
      assertPragma(connection, name, expected);
    }
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/** From now on SQLite waits for no other program: whoever uses the connection waits by a timer, and the event loop goes on. */
export function waitForNobody(connection: Connection): void {
  connection.exec('PRAGMA busy_timeout = 0');
  assertPragma(connection, 'busy_timeout', 0);
}

/** @throws {StorageUnavailable} that names the path, the user and the variable */
export function createFolder(path: string): void {
  try {
    // Only the owner: what is stored belongs to customers.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw fileFault(path, cause);
  }
}

/** The driver would make a file that others on the machine may read. Its log takes over the rights of the file. */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch {
    // It is there already, or it cannot be made: then opening it says why.
  }
}

function assertPragma(connection: Connection, name: string, expected: string | number): void {
  const [row] = connection.query(`PRAGMA ${name}`).rows;
  const found = row === undefined ? undefined : Object.values(row)[0];
  if (found !== expected) {
    throw new Error(`SQLite does not keep "PRAGMA ${name}": it must be ${expected} and is ${String(found)}`);
  }
}
