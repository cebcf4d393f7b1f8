import { StorageUnavailable, type Clock, type Log } from '../payments/ports/ports.ts';
import type { Connection } from './connection.ts';
import type { Sql } from './sql.ts';
import { sqliteSql } from './sqlite-sql.ts';
import { pauseByTimer, whileBusy, type Pause } from './while-busy.ts';

export interface GroupCommit {
  /** All of the work or nothing; durable when it resolves. */
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Accepts no more work; resolves when everything accepted before has ended. */
  close(): Promise<void>;
}

export interface GroupCommitOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly pause?: Pause;
  /** Throws where what is written would be lost. Called before each transaction and after its commit. */
  readonly assertIntact?: () => void;
}

interface QueuedWork {
  /** Does the work. The function it returns resolves the caller's promise; it is called after the commit. */
  perform(sql: Sql): Promise<() => void>;
  reject(error: unknown): void;
}

/** The statements around one unit of work in an open transaction. */
interface Bounds {
  readonly begin: string | undefined;
  readonly keep: string | undefined;
  readonly undo: string;
}

const AMONG_OTHERS: Bounds = {
  begin: 'SAVEPOINT unit',
  keep: 'RELEASE unit',
  undo: 'ROLLBACK TO unit; RELEASE unit',
};
/** The transaction is the unit's own. Undone, it leaves an empty one, which the group commits. */
const ALONE: Bounds = { begin: undefined, keep: undefined, undo: 'ROLLBACK; BEGIN' };

/** How many units of work one transaction takes, so that a flood of writes does not block the event loop. */
const MAX_GROUP = 256;
/** How many units may wait, for instance while the disk does not respond; more are rejected at once. */
const MAX_WAITING = 10_000;
/** A commit that takes this long points to a disk in trouble. */
const SLOW_MS = 1_000;

/**
 * One transaction and one fsync for all units of work of one turn of the event loop. The units run one after another,
 * each in a savepoint of its own where there are several, so that one that fails undoes nothing else. No caller gets a result or an error before
 * the commit: both may depend on what another unit of the group wrote, which is not durable until then.
 */
export function createGroupCommit(
  connection: Connection,
  { clock, log, pause = pauseByTimer, assertIntact = () => undefined }: GroupCommitOptions,
): GroupCommit {
  const waiting: QueuedWork[] = [];
  let flushing: Promise<void> | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    // Work that is submitted before this turn of the event loop ends is part of the group.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    const group = waiting.splice(0, MAX_GROUP);
    const startedAt = clock.now();
    await commit(group);
    const tookMs = clock.now() - startedAt;
    if (tookMs >= SLOW_MS)
      log.warn({ tookMs, units: group.length }, 'slow commit: the disk may be overloaded or failing');
    flushing = waiting.length > 0 ? flush() : undefined;
  }

  async function commit(group: readonly QueuedWork[]): Promise<void> {
    const respond: (() => void)[] = [];
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      assertIntact();
      // While another program holds the database, only writes wait for it; the event loop goes on.
      await whileBusy(() => connection.exec('BEGIN IMMEDIATE'), pause);
      const bounds = group.length === 1 ? ALONE : AMONG_OTHERS;
      for (const queued of group) respond.push(await perform(queued, bounds));
      connection.exec('COMMIT');
      // Moved away meanwhile, the file may have got these units or not.
      assertIntact();
    } catch (cause) {
      log.error({ error: cause, units: group.length }, 'commit failed: all its units of work are undone');
      undo();
      const error =
        cause instanceof StorageUnavailable ? cause : new StorageUnavailable('nothing was committed', { cause });
      for (const queued of group) queued.reject(error);
      return;
    }
    for (const each of respond) each();
  }

  async function perform(queued: QueuedWork, { begin, keep, undo: undoUnit }: Bounds): Promise<() => void> {
    let over = false;
    const sql = sqliteSql(connection, () => {
      if (over) throw new Error('statement after the end of its unit of work: something in the unit was not awaited');
    });
    if (begin !== undefined) connection.exec(begin);
    try {
      const done = await queued.perform(sql);
      over = true;
      if (keep !== undefined) connection.exec(keep);
      return done;
    } catch (error) {
      over = true;
      // Some storage faults end the whole transaction, and every unit of it with it.
      if (!connection.inTransaction) throw error;
      connection.exec(undoUnit);
      return () => queued.reject(error);
    }
  }

  function undo(): void {
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK');
    } catch (error) {
      log.error({ error }, 'rollback of a failed commit failed: it is tried again before the next group');
    }
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new StorageUnavailable('the store is closed'));
          return;
        }
        if (waiting.length >= MAX_WAITING) {
          reject(new StorageUnavailable('too many writes are waiting'));
          return;
        }
        waiting.push({
          async perform(sql) {
            const value = await work(sql);
            return () => resolve(value);
          },
          reject,
        });
        flushing ??= flush();
      }),
    async close() {
      closed = true;
      while (flushing !== undefined) await flushing;
    },
  };
}
