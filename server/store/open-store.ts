import type { Clock, Log, Store } from '../payments/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { databasePath, openDatabaseFile, waitForNobody } from './database-file.ts';
import { createGroupCommit } from './group-commit.ts';
import { migrateConnection } from './migrate.ts';
import { SqlStore } from './sql-store.ts';

export interface StoreOptions {
  /** `file:./data/kasir.db`. The directory is made where it is missing. */
  readonly url: string;
  readonly clock: Clock;
  /** For personal data, tokens and everything that repeats them. */
  readonly cipher: Cipher;
  readonly log: Log;
}

/**
 * Embedded storage in one SQLite file, brought to this version's schema. Throws when the file cannot be as durable as it
 * must be, and {@link import('./migrate.ts').SchemaTooNew} when a newer version has written it.
 */
export async function openStore({ url, clock, cipher, log }: StoreOptions): Promise<Store> {
  const path = databasePath(url);
  const writer = openDatabaseFile(path);
  try {
    const migrated = await migrateConnection(writer);
    if (migrated.length > 0) log.info({ migrations: migrated }, 'storage migrated');
    const reader = openDatabaseFile(path, { readOnly: true });
    waitForNobody(writer);
    waitForNobody(reader);
    return new SqlStore({ writer, commits: createGroupCommit(writer, { clock, log }), reader, cipher });
  } catch (error) {
    writer.close();
    throw error;
  }
}
