import type { Store } from '../payments/ports/ports.ts';
import { openSqliteStore } from './open-sqlite-store.ts';
import { openPostgresStore } from './postgres/open-postgres-store.ts';
import { isPostgresUrl } from './is-postgres-url.ts';
import { reportedCipher } from './reported-cipher.ts';
import type { StoreOptions } from './store-options.ts';

/**
 * Opens the storage, migrated to this version's schema.
 *
 * @throws {StorageUnavailable} when the file cannot be used, or the database cannot be reached
 * @throws {SchemaTooNew} when a newer version has migrated it
 * @throws {StoreMoved} when `kasir migrate-store` has moved its rows to another storage
 * @throws {WrongEncryptionKeys} when its data was encrypted with other keys
 */
export function openStore({ countUnreadable = () => undefined, ...options }: StoreOptions): Promise<Store> {
  const cipher = reportedCipher(options.cipher, options.log, countUnreadable);
  return isPostgresUrl(options.url)
    ? openPostgresStore({ ...options, cipher })
    : openSqliteStore({ ...options, cipher });
}
