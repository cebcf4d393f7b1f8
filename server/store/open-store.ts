import type { Clock, Log, Store } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { databasePath, openDatabaseFile, disableBusyWait } from './database-file.ts';
import { checkKeyCanary } from './key-canary.ts';
import { migrateConnection, schemaOf } from './migrate.ts';
import { reportedCipher } from './reported-cipher.ts';
import { SqlStore } from './sql-store.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

export interface StoreOptions {
  /** `file:./data/kasir.db`. The directory is created when missing. */
  readonly url: string;
  /** How many connections to PostgreSQL at most. Default 10. */
  readonly poolSize?: number | undefined;
  readonly clock: Clock;
  /** Encrypts personal data, tokens and everything that contains them. */
  readonly cipher: Cipher;
  readonly log: Log;
  /** Several instances use this store object, so what is exclusive needs leases. Default false. */
  readonly isShared?: boolean | undefined;
  /** Called with the table whenever a sealed column could not be decrypted. */
  readonly countUnreadable?: ((table: string) => void) | undefined;
}

/**
 * Embedded storage in one SQLite file, migrated to this version's schema.
 *
 * @throws {StorageUnavailable} when the file cannot be used
 * @throws {SchemaTooNew} when a newer version has migrated it
 * @throws {WrongEncryptionKeys} when its data was encrypted with other keys
 */
export async function openStore({
  url,
  clock,
  log,
  isShared = false,
  countUnreadable = () => undefined,
  ...given
}: StoreOptions): Promise<Store> {
  const cipher = reportedCipher(given.cipher, log, countUnreadable);
  const path = databasePath(url);
  const writer = openDatabaseFile(path);
  try {
    const migrated = await migrateConnection(writer);
    if (migrated.length > 0) log.info({ migrations: migrated }, 'storage migrated');
    const { newer } = schemaOf(writer);
    if (newer.length > 0) log.warn({ migrations: newer }, 'the storage was migrated by a newer version of this server');
    checkKeyCanary(writer, cipher);
    const reader = openDatabaseFile(path, { readOnly: true });
    disableBusyWait(writer);
    disableBusyWait(reader);
    return new SqlStore(createSqliteEngine({ path, writer, reader, clock, log, isShared }), cipher, log);
  } catch (error) {
    writer.close();
    throw error;
  }
}
