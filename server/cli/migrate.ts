import { statSync } from 'node:fs';
import { readDatabaseUrl } from '../config/config.ts';
import { environment, EXIT_CONFIG, printFaults } from '../main.ts';
import { databasePath } from '../store/database-file.ts';
import { migrate } from '../store/migrate.ts';
import { migrateDatabase } from '../store/postgres/migrate-database.ts';
import { isPostgresUrl } from '../store/is-postgres-url.ts';
import { lockStore } from '../store/store-lock.ts';
import { printResult } from './print-result.ts';

/**
 * Migrates the storage to this version's schema. Needs only `DATABASE_URL`. On PostgreSQL servers of the version before
 * may be running.
 */
export async function migrateStorage(isJson: boolean): Promise<void> {
  const result = readDatabaseUrl(environment);
  if (!result.ok) {
    printFaults(result.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const names = await (isPostgresUrl(result.url) ? migrateServer : migrateFile)(result.url);
  printResult(
    isJson,
    { migrated: names },
    names.length === 0 ? 'the storage is up to date\n' : names.map((name) => `migrated ${name}\n`).join(''),
  );
}

/** One that may take longer than a moment. */
const LARGE = 100 * 1024 ** 2;

async function migrateFile(url: string): Promise<readonly string[]> {
  const { size = 0 } = statSync(databasePath(url), { throwIfNoEntry: false }) ?? {};
  // One transaction, of which nothing can be told meanwhile.
  if (size > LARGE) process.stderr.write(`migrating ${databasePath(url)}; this may take a while\n`);
  const unlock = lockStore(url, { publicUrl: 'kasir migrate', port: 0 }, new Date().toISOString());
  return migrate(url).finally(unlock);
}

const migrateServer = (url: string): Promise<readonly string[]> =>
  migrateDatabase(url, { warn: (_facts: object, message: string) => void process.stderr.write(`${message}\n`) });
