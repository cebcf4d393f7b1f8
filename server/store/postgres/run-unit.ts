import { CommitUnknown, StorageUnavailable } from '../../payments/ports/ports.ts';
import { createSql, type Sql } from '../sql.ts';
import { pauseByTimer, type Pause } from '../while-busy.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { ConnectionLost, UniqueTaken, UnitConflict } from './postgres-faults.ts';
import type { PostgresPool } from './postgres-pool.ts';
import type { Session } from './postgres-session.ts';

/** No other try begins later than this after the first. */
const REPEAT_FOR_MS = 3_000;
/** How often a unit of work is tried, by what undid it. */
const TRIES = { conflict: 10, uniqueTaken: 3, connectionLost: 3 };
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 200;

/**
 * Runs the work in one transaction, on a connection of its own. It is run again after a serialization failure or a
 * deadlock, after a unique value was taken (the second run sees the row that has it), and when the connection was lost
 * before the commit was sent. The work must not keep anything of an earlier run.
 *
 * @throws {CommitUnknown} when the connection was lost during the commit: it is never run again then
 * @throws {StorageUnavailable}
 */
export async function runUnit<T>(
  pool: PostgresPool,
  work: (sql: Sql) => Promise<T>,
  pause: Pause = pauseByTimer,
): Promise<T> {
  const startedAt = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(pool, work);
    } catch (error) {
      if (tries >= triesAfter(error) || performance.now() - startedAt > REPEAT_FOR_MS) throw error;
    }
    // Random, so that units that blocked each other do not meet again.
    await pause(Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.5 + Math.random()));
  }
}

function triesAfter(error: unknown): number {
  if (error instanceof UnitConflict) return TRIES.conflict;
  if (error instanceof UniqueTaken) return TRIES.uniqueTaken;
  return error instanceof ConnectionLost ? TRIES.connectionLost : 1;
}

async function runOnce<T>(pool: PostgresPool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const session = await pool.acquire();
  let over = false;
  const assertOpen = (): void => {
    if (over) throw new Error('statement after the end of its unit of work: something in the unit was not awaited');
  };
  const sql = createSql(postgresDialect, {
    query: async (text, parameters) => {
      assertOpen();
      return session.query(text, parameters);
    },
    first: async (text, parameters) => {
      assertOpen();
      return session.first(text, parameters);
    },
    send: async (text, parameters, ifNone) => {
      assertOpen();
      return session.send(text, parameters, ifNone);
    },
    later: async (text, parameters) => {
      assertOpen();
      return session.later(text, parameters);
    },
  });
  try {
    // It goes out with the first statement that is waited for, as the last ones do with COMMIT.
    await session.send('BEGIN ISOLATION LEVEL READ COMMITTED', []);
    const value = await work(sql);
    over = true;
    if (session.fault !== undefined) throw session.fault;
    await commit(session);
    return value;
  } catch (error) {
    over = true;
    await rollback(session);
    // What the work throws after a fault follows from it.
    throw error instanceof CommitUnknown ? error : (session.fault ?? error);
  } finally {
    await session.release();
  }
}

async function commit(session: Session): Promise<void> {
  let done: string;
  try {
    done = await session.commit();
  } catch (error) {
    // Also where the server was lost with statements before it: whether it has read any more is not known.
    if (!(error instanceof ConnectionLost)) throw error;
    throw new CommitUnknown(`${error.message}; it was lost during a commit, whose outcome is unknown`, {
      cause: error,
    });
  }
  // The server answers so where a statement has failed.
  if (done !== 'COMMIT') throw new StorageUnavailable(`nothing was committed: the server answered ${done}`);
}

async function rollback(session: Session): Promise<void> {
  if (session.isLost) return;
  try {
    await session.rollback();
  } catch {
    // The connection is closed, and the server undoes what was not committed.
  }
}
