import { realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { openConnection, type Connection } from './connection.ts';
import { createFolder, createPrivately, databasePath } from './database-file.ts';
import { StorageBusy } from './storage-errors.ts';

/** Another server uses this database. The message says which. */
export class StoreLocked extends Error {
  override readonly name = 'StoreLocked';
}

/** What a server that does not get the lock reports about the one that holds it. */
export interface LockHolder {
  /** Its `PUBLIC_URL`. */
  readonly publicUrl: string;
  /** 0: a port that the system chose. */
  readonly port: number;
}

const holderRow = z.object({
  pid: z.int(),
  host: z.string(),
  port: z.int(),
  public_url: z.string(),
  since: z.string(),
});

/**
 * Locks the store for this process alone. The lock is on a file of its own beside the database, so that other programs
 * can read and lock the database itself. The system releases it when the process dies; the returned function releases it
 * earlier.
 *
 * @param url `file:…`
 * @param since ISO 8601
 * @throws {StoreLocked}
 */
export function lockStore(url: string, { publicUrl, port }: LockHolder, since: string): () => void {
  const path = databasePath(url);
  createFolder(path);
  const lockPath = `${realPath(path)}.lock`;
  createPrivately(lockPath);
  const connection = openConnection(lockPath);
  try {
    hold(connection);
    connection.exec(`CREATE TABLE IF NOT EXISTS holder
      (id INTEGER PRIMARY KEY CHECK (id = 1), pid INTEGER, host TEXT, port INTEGER, public_url TEXT, since TEXT)`);
    connection.query('INSERT OR REPLACE INTO holder VALUES (1, ?, ?, ?, ?, ?)', [
      process.pid,
      hostname(),
      port,
      publicUrl,
      since,
    ]);
    // Others can only read what is committed. Another process may take the lock at this point: then this one is refused.
    connection.exec('COMMIT');
    hold(connection);
  } catch (error) {
    const message = error instanceof StorageBusy ? `${resolve(path)} is used by ${holderOf(connection)}` : undefined;
    connection.close();
    throw message === undefined ? error : new StoreLocked(`DATABASE_URL: ${message}; stop it first`, { cause: error });
  }
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    // The driver may keep the file open for a while after close().
    connection.exec('ROLLBACK');
    connection.close();
  };
}

/** A write transaction that stays open: others can still read, and none can hold it too. */
const hold = (connection: Connection): void => connection.exec('BEGIN IMMEDIATE');

function holderOf(connection: Connection): string {
  try {
    const { pid, host, port, public_url, since } = holderRow.parse(connection.first('SELECT * FROM holder'));
    const where = port === 0 ? '' : `, port ${port}`;
    return `another server: process ${pid} on ${host}${where}, ${public_url}, since ${since}`;
  } catch {
    return 'another server';
  }
}

/** With links resolved, so that two links to one file are one store. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(realpathSync(dirname(path)), basename(path));
  }
}
