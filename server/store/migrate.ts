import { Kysely, Migrator, type Migration } from 'kysely';
import type { Connection } from './connection.ts';
import { databasePath, openDatabaseFile } from './database-file.ts';
import { kyselyDialect } from './kysely-dialect.ts';
import { migrations as ours, RENAMED_MIGRATIONS } from './migrations/all.ts';

/** The database was written by a newer version of this server, whose rules for it are not known here. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
}

/**
 * Brings the storage at `url` (`file:…`) to this version's schema, all of it or nothing. Does nothing where that is so
 * already. Throws {@link SchemaTooNew}. The names of the migrations that were run.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const connection = openDatabaseFile(databasePath(url));
  try {
    return await migrateConnection(connection);
  } finally {
    connection.close();
  }
}

/** The same on an open connection. In one transaction: whoever is killed in the middle of it has changed nothing. */
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

/** The names still to be run. Throws {@link SchemaTooNew} when more was run than we know of. */
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

/** The migrator compares names as they are recorded. */
function renameRecorded(connection: Connection): void {
  if (!hasRecord(connection)) return;
  for (const [before, now] of RENAMED_MIGRATIONS)
    connection.query('UPDATE kysely_migration SET name = ? WHERE name = ?', [now, before]);
}

const hasRecord = (connection: Connection): boolean =>
  connection.first(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'`) !== undefined;
