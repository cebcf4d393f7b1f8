import { existsSync } from 'node:fs';
import type { Clock, Log } from '../../payments/ports/ports.ts';
import type { Cipher } from '../../platform/crypto.ts';
import { databasePath, disableBusyWait, openDatabaseFile } from '../database-file.ts';
import { createGroupCommit } from '../group-commit.ts';
import { hasTable } from '../has-table.ts';
import { isPostgresUrl } from '../is-postgres-url.ts';
import { assertNotMoved } from '../move/moved-mark.ts';
import { openBooks } from '../open-books.ts';
import { connectPostgres } from '../postgres/connect-postgres.ts';
import { hasTable as hasPostgresTable } from '../postgres/has-table.ts';
import { createPostgresPool } from '../postgres/postgres-pool.ts';
import { runUnit } from '../postgres/run-unit.ts';
import { lockStore } from '../store-lock.ts';
import type { TableAccess } from '../table-access.ts';

/** A store that is purged. */
export interface OpenPurge {
  /** All of the work or nothing; durable when it resolves. */
  run<T>(work: (access: TableAccess) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface OpenPurgeOptions {
  readonly url: string;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly log: Log;
  /** Reads only, and takes no lock. */
  readonly dryRun: boolean;
}

/**
 * Opens a store to be purged. A SQLite file is locked as by a server; on PostgreSQL servers may be running, and other
 * purges: none of them waits long for another.
 *
 * @throws {Error} where there is no database, or an earlier version has made it
 * @throws {StoreLocked} when a server uses the file
 * @throws {StoreMoved}
 * @throws {SchemaTooNew}
 * @throws {StorageUnavailable} when it cannot be reached
 * @throws {WrongEncryptionKeys}
 */
export async function openPurge(options: OpenPurgeOptions): Promise<OpenPurge> {
  const { url, cipher, log, dryRun } = options;
  if (dryRun) {
    const { access, close } = await openBooks(url, cipher, log);
    return { run: (work) => work(access), close };
  }
  return isPostgresUrl(url) ? openPostgres(options) : openFile(options);
}

/** Checks the schema and the keys. */
async function check({ url, cipher, log }: OpenPurgeOptions): Promise<void> {
  await (await openBooks(url, cipher, log)).close();
}

async function openFile(options: OpenPurgeOptions): Promise<OpenPurge> {
  const { url, cipher, clock, log } = options;
  const path = databasePath(url);
  if (!existsSync(path)) throw new Error(`DATABASE_URL: there is no database at ${path}`);
  const unlock = lockStore(url, { publicUrl: 'kasir purge', port: 0 }, new Date(clock.now()).toISOString());
  try {
    await check(options);
    const connection = openDatabaseFile(path);
    await assertNotMoved({
      hasTable: async (name) => hasTable(connection, name),
      query: async (text) => connection.query(text).rows,
    });
    disableBusyWait(connection);
    const commits = createGroupCommit(connection, { clock, log });
    return {
      run: (work) => commits.run((sql) => work({ sql, cipher })),
      async close() {
        await commits.close();
        connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        connection.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openPostgres(options: OpenPurgeOptions): Promise<OpenPurge> {
  const { url, cipher, log } = options;
  await check(options);
  const session = await connectPostgres(url, log);
  try {
    await assertNotMoved({
      hasTable: (name) => hasPostgresTable(session, name),
      query: async (text) => (await session.query(text, [])).rows,
    });
  } finally {
    await session.release();
  }
  const pool = createPostgresPool({ url, size: 1 });
  return {
    run: (work) => runUnit(pool, (sql) => work({ sql, cipher })),
    close: () => pool.close(),
  };
}
