import type { Client } from 'pg';
import { StorageUnavailable, type Clock, type Log } from '../../payments/ports/ports.ts';
import type { Result, Row } from '../connection.ts';
import { createSql } from '../sql.ts';
import { postgresAnnouncements } from './postgres-announcements.ts';
import type { StoreEngine } from '../store-engine.ts';
import type { StoreOptions } from '../store-options.ts';
import { createAvailabilityLog } from './availability-log.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { postgresSchema } from './migrate-postgres.ts';
import { ConnectionLost } from './postgres-faults.ts';
import type { PostgresPool } from './postgres-pool.ts';
import { runStatement } from './run-statement.ts';
import { runUnit } from './run-unit.ts';

export interface PostgresEngineParts extends Pick<StoreOptions, 'observeCommit'> {
  readonly pool: PostgresPool;
  /** A connection that is kept for urgent work, however many units of work wait for the others. */
  readonly reserve: PostgresPool;
  /** A connection of its own, not open yet, to hear what other instances announce. */
  readonly connect: () => Client;
  readonly clock: Clock;
  readonly log: Log;
}

/** Units of work and statements on a pool of connections, which it closes. */
export function createPostgresEngine({
  pool,
  reserve,
  connect,
  clock,
  log,
  observeCommit,
}: PostgresEngineParts): StoreEngine {
  const availability = createAvailabilityLog(log);
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  function accept<T>(work: () => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(new StorageUnavailable('the store is closed'));
    const running = availability.observe(work());
    const ended: Promise<unknown> = running.then(
      () => underWay.delete(ended),
      () => underWay.delete(ended),
    );
    underWay.add(ended);
    return running;
  }

  const commit = <T>(work: () => Promise<T>): Promise<T> =>
    accept(async () => {
      const begun = performance.now();
      try {
        return await work();
      } finally {
        observeCommit?.((performance.now() - begun) / 1_000);
      }
    });

  const read = (text: string, parameters: readonly unknown[]): Promise<Result> =>
    accept(async () => {
      try {
        return await readOnce(text, parameters);
      } catch (error) {
        // A connection that was idle may have been lost meanwhile, and a read can always be repeated.
        if (!(error instanceof ConnectionLost)) throw error;
        return readOnce(text, parameters);
      }
    });

  async function readOnce(text: string, parameters: readonly unknown[]): Promise<Result> {
    const session = await pool.acquire();
    try {
      return await session.query(text, parameters);
    } finally {
      await session.release();
    }
  }

  const announcements = postgresAnnouncements({
    connect,
    run: (work) => accept(() => runStatement(pool, work)),
    log,
  });

  return {
    reads: createSql(postgresDialect, {
      query: read,
      first: async (text, parameters): Promise<Row | undefined> => (await read(text, parameters)).rows[0],
    }),
    isShared: true,
    clock,
    announcements,
    run: (work) => commit(() => runUnit(pool, work)),
    runStatement: (work) => commit(() => runStatement(pool, work)),
    runSoon: announcements.announceAfter,
    runUrgently: (work) => accept(() => runUnit(reserve, work)),
    pendingMigrations: async () => (await postgresSchema({ query: read })).pending,
    async close() {
      await announcements.close();
      if (closed) return;
      closed = true;
      while (underWay.size > 0) await Promise.all(underWay);
      await Promise.all([pool.close(), reserve.close()]);
    },
  };
}
