import { closeSync, copyFileSync, fsyncSync, openSync } from 'node:fs';
import { openConnection, type Connection } from '../../../server/store/connection.ts';

/** Tables with rows of payments, those first that others refer to. */
const TABLES = [
  'checkouts',
  'payments',
  'payment_provider_references',
  'payment_history',
  'ledger_heads',
  'events',
  'jobs',
  'idempotency_records',
] as const;

/** Numbered by the database itself. */
const COUNTED: ReadonlySet<string> = new Set(['payment_history.position', 'events.position', 'jobs.id']);
/** Unique texts that hold no id of ours. */
const NAMES: ReadonlySet<string> = new Set(['checkouts.reference', 'idempotency_records.key']);

/** The 26 characters of an id: ten for the time, sixteen random ones. */
const ID = /01[0-9A-HJKMNP-TV-Z]{24}/g;
const TIME_CHARACTERS = 10;
/** Before that of every id which is made today: what the measured requests make is the newest. */
const OLD_TIME = '01A';
const LATER_MS = 10 * 24 * 3_600_000;

/** Moves what was written meanwhile into the file itself. The database must not be in use. */
export function settleDatabase(file: string): void {
  const connection = openConnection(file);
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
}

/**
 * Copies a database, and fills the copy with older copies of all its payments. They differ from real ones in that what is
 * encrypted in them cannot be read, and that their jobs are due in ten days: the server finds them in every index and
 * table, and works on none.
 */
export function growDatabase(from: string, to: string, times: number): void {
  copyFileSync(from, to);
  const connection = openConnection(to);
  // Not durable while it is made.
  connection.exec('PRAGMA synchronous = OFF; BEGIN');
  for (const table of TABLES) copyRows(connection, table, times);
  connection.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  // Else the first commits that are measured wait until the system has written all of it.
  const descriptor = openSync(to, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function copyRows(connection: Connection, table: string, times: number): void {
  const { rows } = connection.query(`SELECT * FROM ${table}`);
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !COUNTED.has(`${table}.${column}`));
  if (columns.length === 0) return;
  const insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  for (let copy = 1; copy < times; copy += 1) {
    const time = `${OLD_TIME}${String(copy).padStart(TIME_CHARACTERS - OLD_TIME.length, '0')}`;
    const renamed = (column: string, value: unknown): unknown => {
      // The server would begin to work on all histories that are in no seal.
      if (table === 'ledger_heads' && column === 'sealed') return 1;
      if (column === 'due_at') return Number(value) + LATER_MS;
      if (typeof value !== 'string') return value;
      const text = value.replace(ID, (id) => time + id.slice(TIME_CHARACTERS));
      return NAMES.has(`${table}.${column}`) ? `${text}-${copy}` : text;
    };
    for (const row of rows)
      connection.query(
        insert,
        columns.map((column) => renamed(column, row[column])),
      );
  }
}
