import type { Connection } from './connection.ts';
import { databasePath, openDatabaseFile } from './database-file.ts';
import { hasTable } from './has-table.ts';
import { COMPATIBLE_FROM, RENAMED_MIGRATIONS, SQLITE_MIGRATIONS, type Migrations } from './migrations/all.ts';
import { RECORD } from './schema/recorded-schema.ts';
import { MoveUnfinished, schemaState, versionOf, type SchemaState } from './schema/schema-state.ts';

/**
 * Migrates the storage at `url` (`file:…`) to this version's schema, in one transaction. Returns the names of the
 * migrations that were run; none when the schema is up to date.
 *
 * @throws {SchemaTooNew}
 * @throws {MoveUnfinished}
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const connection = openDatabaseFile(databasePath(url));
  try {
    return await migrateConnection(connection);
  } finally {
    connection.close();
  }
}

/** The same on an open connection. A process that is killed meanwhile has changed nothing. */
export async function migrateConnection(
  connection: Connection,
  migrations: Migrations = SQLITE_MIGRATIONS,
): Promise<readonly string[]> {
  if (hasTable(connection, RECORD.unfinishedMove)) throw new MoveUnfinished();
  if (schemaOf(connection, migrations).pending.length === 0) return [];
  connection.exec('BEGIN IMMEDIATE');
  try {
    connection.exec(RECORD.create);
    for (const [before, now] of RENAMED_MIGRATIONS)
      connection.query('UPDATE kysely_migration SET name = ? WHERE name = ?', [now, before]);
    // Another process may have run them meanwhile.
    const { pending } = schemaOf(connection, migrations);
    for (const name of pending) {
      for (const statement of migrations[name] ?? []) connection.exec(statement);
      connection.exec(RECORD.add(name, new Date()));
    }
    if (hasTable(connection, 'schema_version'))
      connection.exec(RECORD.setVersion(versionOf(migrations), COMPATIBLE_FROM));
    connection.exec('COMMIT');
    return pending;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/**
 * What the schema of a SQLite database lacks, and has beyond this version's.
 *
 * @throws {SchemaTooNew}
 */
export function schemaOf(connection: Connection, migrations: Migrations = SQLITE_MIGRATIONS): SchemaState {
  const names = hasTable(connection, 'kysely_migration')
    ? connection.query(RECORD.names).rows.map((row) => String(row['name']))
    : [];
  const version = hasTable(connection, 'schema_version') ? connection.first(RECORD.compatibleFrom) : undefined;
  return schemaState({ names, compatibleFrom: version && Number(version['compatible_from']) }, migrations);
}
