import { existsSync } from 'node:fs';
import type { Cipher } from '../platform/crypto.ts';
import { databasePath, openDatabaseFile } from './database-file.ts';
import { schemaOf } from './migrate.ts';
import { sqliteSql } from './sqlite-sql.ts';
import type { TableAccess } from './table-access.ts';

/** The books of a database, for reading; the server may be running on it. */
export interface OpenBooks {
  readonly access: TableAccess;
  close(): Promise<void>;
}

/**
 * Takes no lock and changes nothing.
 *
 * @throws {Error} where there is no database, or an earlier version has made it
 * @throws {SchemaTooNew}
 */
export async function openBooks(url: string, cipher: Cipher): Promise<OpenBooks> {
  const path = databasePath(url);
  if (!existsSync(path)) throw new Error(`DATABASE_URL: there is no database at ${path}`);
  const connection = openDatabaseFile(path, { readOnly: true });
  const close = async (): Promise<void> => connection.close();
  try {
    const { pending } = schemaOf(connection);
    if (pending.length > 0)
      throw new Error(`DATABASE_URL: the database is of an earlier version (${pending.join(', ')} are missing)`);
    return { access: { sql: sqliteSql(connection), cipher }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
