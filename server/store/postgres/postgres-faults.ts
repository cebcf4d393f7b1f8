import { DatabaseError } from 'pg';
import { StorageUnavailable } from '../../payments/ports/ports.ts';
import { ConstraintBroken } from '../storage-errors.ts';

/** A serialization failure or a deadlock: PostgreSQL has undone the unit of work, which can be run again. */
export class UnitConflict extends StorageUnavailable {}

/** Another unit of work held a lock for too long. */
export class LockTimeout extends StorageUnavailable {}

/** The connection is gone, could not be made, or is of no use any more. What was not committed on it is undone. */
export class ConnectionLost extends StorageUnavailable {}

/** The server is gone, or is no longer the one that writes: other connections that were made before share the fate. */
export class ServerLost extends ConnectionLost {}

/** A unique value was taken, perhaps by another instance at the same moment. */
export class UniqueTaken extends ConstraintBroken {}

/** What the server has reported, without values: its `detail` may quote a whole row. */
class PostgresReport extends Error {
  override readonly name = 'PostgresReport';
  readonly code: string;

  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

/** The texts of SQLSTATE codes that an operator can do something about. */
const PLAIN: Readonly<Record<string, string>> = {
  '25006': 'the server is read-only: it is a standby, or its disk is nearly full',
  '25P03': 'the server ended a unit of work that did nothing for too long',
  '28000': 'the server does not let this user connect',
  '28P01': 'the user or the password is wrong',
  '3D000': 'the database does not exist',
  '42501': 'the user lacks a privilege',
  '42703': 'a column is missing: the schema is not that of this version',
  '42P01': 'a table is missing: the schema is not that of this version',
  '53100': 'the disk of the server is full',
  '53200': 'the server is out of memory',
  '53300': 'too many connections: raise max_connections of the server, or lower KASIR_DATABASE_POOL',
  '55P03': 'a row stayed locked for longer than lock_timeout',
  '57014': 'a statement ran for longer than statement_timeout',
  '57P01': 'the server is shutting down',
  '57P02': 'the server has crashed and restarts',
  '57P03': 'the server is starting up or recovering',
};

/** The same by the first two characters of the code. */
const PLAIN_CLASSES: Readonly<Record<string, string>> = {
  '08': 'the connection failed',
  '53': 'the server lacks resources',
  '54': 'a limit of the server was reached',
  '57': 'the server ended the statement',
  '58': 'the server has a fault of its system',
  XX: 'the server has an internal fault, perhaps damaged data',
};

/** After these the connection can still be used, or another one would fare no better. */
const KEEPS_CONNECTION: ReadonlySet<string> = new Set([
  ...['28000', '28P01', '3D000', '42501', '42703', '42P01'],
  ...['53100', '53200', '55P03', '57014'],
]);

const SERVER_LOST: ReadonlySet<string> = new Set(['25006', '57P01', '57P02', '57P03']);
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01']);
const LOCK_TIMEOUT = '55P03';
const UNIQUE_VIOLATION = '23505';
/** Raised by triggers: an immutable column would change. */
const RAISED = 'P0001';

/**
 * Translates an error of the driver.
 *
 * @param place what the messages name: host, port and database, never the password
 */
export function postgresFault(error: unknown, place: string): Error {
  if (error instanceof StorageUnavailable || error instanceof ConstraintBroken) return error;
  if (!(error instanceof DatabaseError)) return unreachable(error, place);
  const code = error.code ?? '';
  const plain = PLAIN[code] ?? PLAIN_CLASSES[code.slice(0, 2)];
  const cause = new PostgresReport(code, plain ?? withoutValues(code, error.message));
  if (CONFLICTS.has(code)) {
    return new UnitConflict(`DATABASE_URL: ${place}: units of work blocked each other (${code})`, { cause });
  }
  if (code === UNIQUE_VIOLATION) return new UniqueTaken(error.message, { cause });
  if (code === RAISED || code.startsWith('23')) return new ConstraintBroken(error.message, { cause });
  const isFatal = error.severity === 'FATAL' || error.severity === 'PANIC';
  if (plain === undefined && !isFatal) return new Error(`PostgreSQL rejected a statement: ${cause.message}`, { cause });
  const text = `DATABASE_URL: ${place}: ${cause.message} (${code})`;
  if (code === LOCK_TIMEOUT) return new LockTimeout(text, { cause });
  if (KEEPS_CONNECTION.has(code)) return new StorageUnavailable(text, { cause });
  return SERVER_LOST.has(code) ? new ServerLost(text, { cause }) : new ConnectionLost(text, { cause });
}

/** An error of the socket, of TLS, or of the driver itself. */
function unreachable(error: unknown, place: string): Error {
  const message = error instanceof Error ? error.message : 'unknown';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // The message is empty where several addresses of one name were tried.
  const why = message.includes(code) ? message : [message, code].filter(Boolean).join(', ');
  return new ServerLost(`DATABASE_URL: ${place} cannot be reached (${why})`, { cause: error });
}

/** Messages of class 22 (data exceptions) quote the value. */
const withoutValues = (code: string, message: string): string =>
  code.startsWith('22') ? `a value is not valid (${code})` : message;
