import type { Log } from '../../payments/ports/ports.ts';
import { POSTGRES_MIGRATIONS, type Migrations } from '../migrations/all.ts';
import { pauseByTimer, type Pause } from '../while-busy.ts';
import { connectPostgres } from './connect-postgres.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { LockTimeout, UnitConflict } from './postgres-faults.ts';

const MAX_TRIES = 20;
const PAUSE_MS = 500;

export interface MigrateDatabaseOptions {
  readonly migrations?: Migrations;
  readonly pause?: Pause;
}

/**
 * Migrates the database at `url` (`postgres://…`) to this version's schema while servers of the version before may be
 * running. Their units of work and the migration may block each other: then it is tried again, so that they never wait
 * for long. Returns the names of the migrations that were run.
 *
 * @throws {StorageUnavailable} when the database cannot be reached, or after {@link MAX_TRIES} tries
 * @throws {SchemaTooNew}
 * @throws {MoveUnfinished}
 */
export async function migrateDatabase(
  url: string,
  log: Pick<Log, 'warn'>,
  { migrations = POSTGRES_MIGRATIONS, pause = pauseByTimer }: MigrateDatabaseOptions = {},
): Promise<readonly string[]> {
  for (let tries = 1; ; tries += 1) {
    const session = await connectPostgres(url, log);
    try {
      return await migratePostgres(session, migrations);
    } catch (error) {
      if (!(error instanceof LockTimeout || error instanceof UnitConflict) || tries === MAX_TRIES) throw error;
      if (tries === 1) log.warn({ error }, 'migrating waits for units of work of running servers');
    } finally {
      await session.release();
    }
    // Random, so that two servers that start at once do not meet again.
    await pause(PAUSE_MS * (0.5 + Math.random()));
  }
}
