import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openConnection, type Connection } from './connection.ts';
import { fileFault } from './storage-errors.ts';

/** At the start: how long to wait for another program that holds the file. Blocks the event loop, which serves nothing yet. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * The path in `file:./data/kasir.db` or `file:///var/lib/kasir.db`.
 *
 * @throws {TypeError} for anything that is not one file
 */
export function databasePath(url: string): string {
  if (!url.startsWith('file:')) throw new TypeError('the URL of embedded storage must begin with file:');
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  if (path === '' || path.includes(':memory:') || /[?#]/.test(path)) {
    throw new TypeError('the URL of embedded storage must name one file, without parameters');
  }
  return path;
}

/** Every pragma with the value it must have when it is read back: a build of SQLite may ignore one that it does not know. */
type Pragmas = readonly (readonly [name: string, value: string, readBack: string | number])[];

const ALWAYS: Pragmas = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // On macOS, fsync alone does not reach the disk.
  ['fullfsync', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  // Temporary tables and sorters may hold personal data: they stay in memory.
  ['temp_store', 'MEMORY', 2],
  // Moving the log into the file takes two fsyncs, in the commit that reaches this: four times as seldom as by default. The
  // log grows to 16 MiB, which a start reads in a few hundredths of a second.
  ['wal_autocheckpoint', '4000', 4000],
];

/** For reads outside a transaction: a connection that cannot write. */
const READ_ONLY: Pragmas = [['query_only', 'ON', 1]];

export interface OpenOptions {
  readonly readOnly?: boolean;
  readonly busyTimeoutMs?: number;
}

/** Opens the file, creates its directory when missing, and verifies the settings that make commits durable. */
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
      // Setting a pragma returns a row for some and none for others: only reading it back counts.
      connection.exec(`PRAGMA ${name} = ${value}`);
      assertPragma(connection, name, expected);
    }
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/** SQLite no longer blocks while another program holds the file: callers wait with a timer, and the event loop goes on. */
export function disableBusyWait(connection: Connection): void {
  connection.exec('PRAGMA busy_timeout = 0');
  assertPragma(connection, 'busy_timeout', 0);
}

/** @throws {StorageUnavailable} naming the path, the user and the environment variable */
export function createFolder(path: string): void {
  try {
    // For the owner alone: the data is personal.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw fileFault(path, cause);
  }
}

/** The driver would create a file that other users can read. SQLite gives its log the permissions of the file. */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch {
    // It exists already, or it cannot be created: then opening it reports why.
  }
}

function assertPragma(connection: Connection, name: string, expected: string | number): void {
  const [row] = connection.query(`PRAGMA ${name}`).rows;
  const found = row === undefined ? undefined : Object.values(row)[0];
  if (found !== expected) {
    throw new Error(`SQLite did not apply "PRAGMA ${name}": expected ${expected}, found ${String(found)}`);
  }
}
