import { COMPATIBLE_FROM, POSTGRES_MIGRATIONS, type Migrations } from '../migrations/all.ts';
import { RECORD } from '../schema/recorded-schema.ts';
import { MoveUnfinished, schemaState, versionOf, type SchemaState } from '../schema/schema-state.ts';
import type { StatementRunner } from '../sql.ts';
import { hasTable } from './has-table.ts';

type Database = Pick<StatementRunner, 'query'>;

/** Any number, the same for all who migrate. */
const LOCK = 5_276_417;

/**
 * Migrates a PostgreSQL database to this version's schema, in one transaction on this connection. Of several that start
 * at once, one migrates and the others wait for it. Returns the names of the migrations that were run.
 *
 * @throws {SchemaTooNew}
 * @throws {MoveUnfinished}
 */
export async function migratePostgres(
  database: Database,
  migrations: Migrations = POSTGRES_MIGRATIONS,
): Promise<readonly string[]> {
  const run = async (...statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await database.query(statement, []);
  };
  if (await hasTable(database, RECORD.unfinishedMove)) throw new MoveUnfinished();
  if ((await postgresSchema(database, migrations)).pending.length === 0) return [];
  await run('BEGIN');
  try {
    await run('SET LOCAL statement_timeout = 0', 'SET LOCAL lock_timeout = 0', `SELECT pg_advisory_xact_lock(${LOCK})`);
    // A change of a table waits for the units of work that use it, and all later ones wait for the change: not for long.
    await run(`SET LOCAL lock_timeout = '1s'`, RECORD.create);
    const { pending } = await postgresSchema(database, migrations);
    for (const name of pending) await run(...(migrations[name] ?? []), RECORD.add(name, new Date()));
    if (await hasTable(database, 'schema_version'))
      await run(RECORD.setVersion(versionOf(migrations), COMPATIBLE_FROM));
    await run('COMMIT');
    return pending;
  } catch (error) {
    // Where the connection is lost the server undoes it.
    await run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * What the schema of a PostgreSQL database lacks, and has beyond this version's.
 *
 * @throws {SchemaTooNew}
 */
export async function postgresSchema(
  database: Database,
  migrations: Migrations = POSTGRES_MIGRATIONS,
): Promise<SchemaState> {
  const names = (await hasTable(database, 'kysely_migration')) ? (await database.query(RECORD.names, [])).rows : [];
  const version = (await hasTable(database, 'schema_version'))
    ? (await database.query(RECORD.compatibleFrom, [])).rows[0]
    : undefined;
  return schemaState(
    {
      names: names.map((row) => String(row['name'])),
      compatibleFrom: version && Number(version['compatible_from']),
    },
    migrations,
  );
}
