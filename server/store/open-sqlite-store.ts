import type { Store } from '../payments/ports/ports.ts';
import { databasePath, openDatabaseFile, disableBusyWait } from './database-file.ts';
import { hasTable } from './has-table.ts';
import { checkKeyCanary } from './key-canary.ts';
import { migrateConnection, schemaOf } from './migrate.ts';
import { assertNotMoved } from './move/moved-mark.ts';
import { SqlStore } from './sql-store.ts';
import { createSqliteEngine } from './sqlite-engine.ts';
import { sqliteSql } from './sqlite-sql.ts';
import type { StoreOptions } from './store-options.ts';

/**
 * Embedded storage in one SQLite file.
 *
 * @throws {StoreMoved}
 */
export async function openSqliteStore({
  url,
  clock,
  log,
  cipher,
  isShared = false,
  observeCommit,
}: StoreOptions): Promise<Store> {
  const path = databasePath(url);
  const writer = openDatabaseFile(path);
  try {
    await assertNotMoved({
      hasTable: async (name) => hasTable(writer, name),
      query: async (text) => writer.query(text).rows,
    });
    const migrated = await migrateConnection(writer);
    if (migrated.length > 0) log.info({ migrations: migrated }, 'storage migrated');
    const { newer } = schemaOf(writer);
    if (newer.length > 0) log.warn({ migrations: newer }, 'the storage was migrated by a newer version of this server');
    await checkKeyCanary({ sql: sqliteSql(writer), cipher });
    const reader = openDatabaseFile(path, { readOnly: true });
    disableBusyWait(writer);
    disableBusyWait(reader);
    return new SqlStore(createSqliteEngine({ path, writer, reader, clock, log, isShared, observeCommit }), cipher, log);
  } catch (error) {
    writer.close();
    throw error;
  }
}
