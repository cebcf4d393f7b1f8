import { resolve } from 'node:path';
import { StorageUnavailable } from '../payments/ports/ports.ts';

/** A constraint of the schema failed: a unique value is taken, or an immutable column would change. The unit of work is undone. */
export class ConstraintBroken extends Error {
  override readonly name = 'ConstraintBroken';
}

/** Another program holds the database at the moment. */
export class StorageBusy extends StorageUnavailable {}

/** A stored value is not one that this server writes. Names the table and column, never the value. */
export class CorruptRow extends Error {
  override readonly name = 'CorruptRow';
  constructor(table: string, column: string, options?: ErrorOptions) {
    super(`a row of ${table} has an unreadable ${column}`, options);
  }
}

/** SQLite's primary result codes for faults of the storage, as opposed to faults in a statement. */
const STORAGE_CODES: ReadonlySet<number> = new Set([
  3, // PERM
  7, // NOMEM
  8, // READONLY
  9, // INTERRUPT
  10, // IOERR
  11, // CORRUPT
  13, // FULL
  14, // CANTOPEN
  15, // PROTOCOL
  23, // AUTH
  26, // NOTADB
]);
/** BUSY and LOCKED. */
const BUSY_CODES: ReadonlySet<number> = new Set([5, 6]);
const CONSTRAINT = 19;
/** A fault in a statement, among them a table or column that is not there. */
const ERROR = 1;
const MISSING = /^no such (?:table|column): [\w.]+$/;

/** For a database file that cannot be used: names the file, the user and the environment variable. */
export function fileFault(path: string, cause: unknown): StorageUnavailable {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  const why = code === '' ? (cause instanceof Error ? cause.message : 'unknown') : code;
  const user = process.getuid === undefined ? 'this user' : `uid ${process.getuid()}`;
  return new StorageUnavailable(`DATABASE_URL: ${resolve(path)} cannot be read and written by ${user} (${why})`, {
    cause,
  });
}

/** Translates an error of the driver. An extended result code holds the primary one in its low byte. */
export function storageError(error: unknown, path: string): Error {
  if (!(error instanceof Error)) return new Error('the storage driver threw no error', { cause: error });
  const raw = 'rawCode' in error && typeof error.rawCode === 'number' ? error.rawCode & 0xff : undefined;
  if (raw === CONSTRAINT) return new ConstraintBroken(error.message, { cause: error });
  if (raw !== undefined && BUSY_CODES.has(raw)) {
    return new StorageBusy(`DATABASE_URL: another program holds ${resolve(path)}`, { cause: error });
  }
  if (raw === ERROR && MISSING.test(error.message)) {
    const text = `DATABASE_URL: ${resolve(path)} does not have the schema of this version (${error.message})`;
    return new StorageUnavailable(text, { cause: error });
  }
  if (raw !== undefined && STORAGE_CODES.has(raw)) {
    return fileFault(path, error);
  }
  return error;
}
