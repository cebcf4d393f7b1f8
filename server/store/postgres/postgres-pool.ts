import { Pool, TypeOverrides, type PoolConfig } from 'pg';
import { StorageUnavailable } from '../../payments/ports/ports.ts';
import { postgresFault } from './postgres-faults.ts';
import { createSession, type Session } from './postgres-session.ts';
import { postgresPlace } from './postgres-place.ts';

export interface PostgresPool {
  /**
   * A connection for one unit of work or one statement; `release` gives it back. Waits for a free one at most
   * {@link ACQUIRE_MS}.
   *
   * @throws {StorageUnavailable}
   */
  acquire(): Promise<Session>;
  /** Closes connections as they are given back. */
  close(): Promise<void>;
}

export interface PostgresPoolOptions {
  /** `postgres://…`. Its parameters override the time limits below. */
  readonly url: string;
  /** How many connections at most. Default 10. */
  readonly size?: number | undefined;
}

const DEFAULT_SIZE = 10;
/** For a free connection, and for making one. */
const ACQUIRE_MS = 3_000;
/** How many may wait for a connection; more are rejected at once. */
const MAX_WAITING = 1_000;
const CLOSE_MS = 5_000;
const INT8 = 20;

/** Nothing that the database does takes forever: each wait has a limit, the longer ones including the shorter. */
const LIMITS = {
  lock_timeout: 3_000,
  statement_timeout: 5_000,
  // Of the driver: for a server that has vanished without closing the connection.
  query_timeout: 6_500,
  // For a process that stalls within a unit of work: others wait for its locks.
  idle_in_transaction_session_timeout: 10_000,
};

/** How every connection to PostgreSQL is made. */
export function connectionConfig(url: string): PoolConfig {
  const types = new TypeOverrides();
  types.setTypeParser(INT8, integer);
  return {
    ...LIMITS,
    connectionString: url,
    connectionTimeoutMillis: ACQUIRE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    fallback_application_name: 'kasir',
    types,
  };
}

export function createPostgresPool({ url, size = DEFAULT_SIZE }: PostgresPoolOptions): PostgresPool {
  const place = postgresPlace(url);
  const pool = new Pool({ ...connectionConfig(url), max: size, idleTimeoutMillis: 60_000 });
  // An idle connection was lost. The pool has removed it, and makes another when one is needed.
  pool.on('error', () => undefined);
  let closed = false;
  return {
    async acquire() {
      if (closed) throw new StorageUnavailable('the store is closed');
      if (pool.waitingCount >= MAX_WAITING) throw exhausted('more are waiting than the limit');
      const isFull = pool.totalCount >= size && pool.idleCount === 0;
      try {
        const client = await pool.connect();
        return createSession(client, place, (condition) => {
          client.release(condition !== 'usable');
          if (condition === 'serverLost') closeIdle();
        });
      } catch (error) {
        if (isFull && isWaitOver(error)) throw exhausted(`none was free within ${ACQUIRE_MS} ms`);
        throw postgresFault(error, place);
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      let timer: NodeJS.Timeout | undefined;
      const bound = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS);
      });
      await Promise.race([pool.end(), bound]).finally(() => clearTimeout(timer));
    },
  };

  /** They lead to a server that is no more: each would cost a unit of work another time limit. */
  function closeIdle(): void {
    for (let left = pool.idleCount; left > 0; left -= 1)
      void pool.connect().then(
        (client) => client.release(true),
        () => undefined,
      );
  }

  function exhausted(why: string): StorageUnavailable {
    return new StorageUnavailable(
      `DATABASE_URL: all ${size} connections to ${place} are in use, and ${why}; KASIR_DATABASE_POOL sets their number`,
    );
  }
}

const isWaitOver = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect';

/** One that is too large for a number stays a text, which no row may have. */
function integer(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}
