import { Kysely, Migrator, type Migration } from 'kysely';
import type { Connection } from './connection.ts';
import { databasePath, openDatabaseFile } from './database-file.ts';
import { kyselyDialect } from './kysely-dialect.ts';
import { migrations as ours, RENAMED_MIGRATIONS } from './migrations/all.ts';

/** The database was migrated by a newer version of this server. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
}

/**
 * Migrates the storage at `url` (`file:…`) to this version's schema, in one transaction. Returns the names of the
 * migrations that were run; none when the schema is up to date.
 *
 * @throws {SchemaTooNew}
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
  migrations: Readonly<Record<string, Migration>> = ours,
): Promise<readonly string[]> {
  if (pendingMigrations(connection, migrations).length === 0) return [];
  const db = new Kysely<unknown>({ dialect: kyselyDialect(connection) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  connection.exec('BEGIN IMMEDIATE');
  try {
    renameRecorded(connection);
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
    connection.exec('COMMIT');
    return (results ?? []).map((result) => result.migrationName);
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The names of the migrations that were not run yet.
 *
 * @throws {SchemaTooNew} when one was run that this version does not have
 */
export function pendingMigrations(
  connection: Connection,
  migrations: Readonly<Record<string, Migration>> = ours,
): readonly string[] {
  const executed = executedMigrations(connection);
  const unknown = executed.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new SchemaTooNew(
      `the database was migrated by a newer version (${unknown.join(', ')}): start that version, or restore a backup from before`,
    );
  }
  return Object.keys(migrations).filter((name) => !executed.includes(name));
}

function executedMigrations(connection: Connection): readonly string[] {
  if (!hasRecord(connection)) return [];
  return connection
    .query('SELECT name FROM kysely_migration ORDER BY name')
    .rows.map((row) => nameNow(String(row['name'])));
}

const nameNow = (recorded: string): string => RENAMED_MIGRATIONS.get(recorded) ?? recorded;

/** Kysely's migrator compares the recorded names with those of the migrations. */
function renameRecorded(connection: Connection): void {
  if (!hasRecord(connection)) return;
  for (const [before, now] of RENAMED_MIGRATIONS)
    connection.query('UPDATE kysely_migration SET name = ? WHERE name = ?', [now, before]);
}

const hasRecord = (connection: Connection): boolean =>
  connection.first(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'`) !== undefined;
