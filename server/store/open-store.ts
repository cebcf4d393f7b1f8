import type { Store } from '../payments/ports/ports.ts';
import { isPostgresUrl } from './is-postgres-url.ts';
import { reportedCipher } from './reported-cipher.ts';
import type { StoreOptions } from './store-options.ts';

/**
 * Opens the storage, migrated to this version's schema. Loads the driver of that storage only: each takes 7 MiB or more.
 *
 * @throws {StorageUnavailable} when the file cannot be used, or the database cannot be reached
 * @throws {SchemaTooNew} when a newer version has migrated it
 * @throws {StoreMoved} when `kasir migrate-store` has moved its rows to another storage
 * @throws {WrongEncryptionKeys} when its data was encrypted with other keys
 */
export async function openStore({ countUnreadable = () => undefined, ...options }: StoreOptions): Promise<Store> {
  const cipher = reportedCipher(options.cipher, options.log, countUnreadable);
  if (isPostgresUrl(options.url)) {
    const { openPostgresStore } = await import('./postgres/open-postgres-store.ts');
    return openPostgresStore({ ...options, cipher });
  }
  const { openSqliteStore } = await import('./open-sqlite-store.ts');
  return openSqliteStore({ ...options, cipher });
}
