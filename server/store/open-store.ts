import type { Clock, Log, Store } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { databasePath, openDatabaseFile, waitForNobody } from './database-file.ts';
import { createGroupCommit } from './group-commit.ts';
import { checkKeyCanary } from './key-canary.ts';
import { migrateConnection } from './migrate.ts';
import { reportedCipher } from './reported-cipher.ts';
import { SqlStore } from './sql-store.ts';

export interface StoreOptions {
  /** `file:./data/kasir.db`. The directory is made where it is missing. */
  readonly url: string;
  readonly clock: Clock;
  /** For personal data, tokens and everything that repeats them. */
  readonly cipher: Cipher;
  readonly log: Log;
  /** Told of every sealed column that could not be opened, by its table. */
  readonly countUnreadable?: ((table: string) => void) | undefined;
}

/**
 * Embedded storage in one SQLite file, brought to this version's schema. Throws when the file cannot be as durable as it
 * must be, {@link import('./migrate.ts').SchemaTooNew} when a newer version has written it, and
 * {@link import('./key-canary.ts').WrongEncryptionKeys} when other keys have.
 */
export async function openStore({
  url,
  clock,
  log,
  countUnreadable = () => undefined,
  ...given
}: StoreOptions): Promise<Store> {
  const cipher = reportedCipher(given.cipher, log, countUnreadable);
  const path = databasePath(url);
  const writer = openDatabaseFile(path);
  try {
    const migrated = await migrateConnection(writer);
    if (migrated.length > 0) log.info({ migrations: migrated }, 'storage migrated');
    checkKeyCanary(writer, cipher);
    const reader = openDatabaseFile(path, { readOnly: true });
    waitForNobody(writer);
    waitForNobody(reader);
    return new SqlStore({ writer, commits: createGroupCommit(writer, { clock, log }), reader, cipher });
  } catch (error) {
    writer.close();
    throw error;
  }
}
