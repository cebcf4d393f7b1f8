import { readDatabaseUrl } from '../config/config.ts';
import { environment, EXIT_CONFIG, printFaults } from '../main.ts';
import { lockStore } from '../store/store-lock.ts';
import { migrate } from '../store/migrate.ts';

/** Migrates the storage to this version's schema. Needs only `DATABASE_URL`. */
export async function migrateStorage(): Promise<void> {
  const result = readDatabaseUrl(environment);
  if (!result.ok) {
    printFaults(result.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const unlock = lockStore(result.url, { publicUrl: 'kasir migrate', port: 0 }, new Date().toISOString());
  const names = await migrate(result.url).finally(unlock);
  process.stdout.write(
    names.length === 0 ? 'the storage is up to date\n' : names.map((name) => `migrated ${name}\n`).join(''),
  );
}
