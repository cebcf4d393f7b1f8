import { CommitUnknown } from '../../payments/ports/ports.ts';
import { createSql, type Sql } from '../sql.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { ConnectionLost } from './postgres-faults.ts';
import type { PostgresPool } from './postgres-pool.ts';

/**
 * Runs work of one statement, or of several that are all sent and not waited for, without BEGIN and COMMIT, which would be
 * two more messages to wait for.
 *
 * @throws {CommitUnknown} when the connection was lost meanwhile: the statement may have been carried out
 * @throws {StorageUnavailable}
 */
export async function runStatement<T>(pool: PostgresPool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const session = await pool.acquire();
  try {
    const value = await work(createSql(postgresDialect, session));
    await session.sendAll();
    return value;
  } catch (error) {
    if (!(session.fault instanceof ConnectionLost)) throw error;
    throw new CommitUnknown(`${session.fault.message}; whether the statement was carried out is unknown`, {
      cause: session.fault,
    });
  } finally {
    await session.release();
  }
}
