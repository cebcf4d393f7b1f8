import { existsSync } from 'node:fs';
import type { Log } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { databasePath, openDatabaseFile } from './database-file.ts';
import { isPostgresUrl } from './is-postgres-url.ts';
import { assertKeys } from './key-canary.ts';
import { schemaOf } from './migrate.ts';
import { connectPostgres } from './postgres/connect-postgres.ts';
import { postgresSchema } from './postgres/migrate-postgres.ts';
import { postgresDialect } from './postgres/postgres-dialect.ts';
import type { SchemaState } from './schema/schema-state.ts';
import { createSql } from './sql.ts';
import { sqliteSql } from './sqlite-sql.ts';
import type { TableAccess } from './table-access.ts';

/** The books of a database, for reading; servers may be running on it. */
export interface OpenBooks {
  readonly access: TableAccess;
  close(): Promise<void>;
}

/**
 * Takes no lock and changes nothing.
 *
 * @throws {Error} where there is no database, or an earlier version has made it
 * @throws {SchemaTooNew}
 * @throws {StorageUnavailable} when it cannot be reached
 * @throws {WrongEncryptionKeys}
 */
export async function openBooks(url: string, cipher: Cipher, log: Pick<Log, 'warn'>): Promise<OpenBooks> {
  const { books, schema } = isPostgresUrl(url) ? await openPostgres(url, cipher, log) : await openFile(url, cipher);
  try {
    const { pending } = await schema();
    if (pending.length > 0)
      throw new Error(`DATABASE_URL: the database is of an earlier version (${pending.join(', ')} are missing)`);
    await assertKeys(books.access);
    return books;
  } catch (error) {
    await books.close();
    throw error;
  }
}

interface Opened {
  readonly books: OpenBooks;
  readonly schema: () => Promise<SchemaState>;
}

async function openFile(url: string, cipher: Cipher): Promise<Opened> {
  const path = databasePath(url);
  if (!existsSync(path)) throw new Error(`DATABASE_URL: there is no database at ${path}`);
  const connection = openDatabaseFile(path, { readOnly: true });
  return {
    books: { access: { sql: sqliteSql(connection), cipher }, close: async () => connection.close() },
    schema: async () => schemaOf(connection),
  };
}

async function openPostgres(url: string, cipher: Cipher, log: Pick<Log, 'warn'>): Promise<Opened> {
  const session = await connectPostgres(url, log);
  const books = {
    access: { sql: createSql(postgresDialect, session), cipher },
    close: () => session.release(),
  };
  return {
    books,
    schema: async () => {
      await session.query('SET default_transaction_read_only = on', []);
      return postgresSchema(session);
    },
  };
}
