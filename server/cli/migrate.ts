import { readDatabaseUrl } from '../config.ts';
import { environment, EXIT_CONFIG, printFaults } from '../main.ts';
import { migrate } from '../store/migrate.ts';

/** Brings the storage to this version's schema. Needs `DATABASE_URL` alone. */
export async function migrateStorage(): Promise<void> {
  const result = readDatabaseUrl(environment);
  if (!result.ok) {
    printFaults(result.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const names = await migrate(result.url);
  process.stdout.write(
    names.length === 0 ? 'nothing to migrate\n' : names.map((name) => `migrated ${name}\n`).join(''),
  );
}
