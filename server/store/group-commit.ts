import { StorageUnavailable, type Clock, type Log } from '../payments/ports/ports.ts';
import type { Connection } from './connection.ts';
import type { Sql } from './sql.ts';
import { sqliteSql } from './sqlite-sql.ts';
import { pauseByTimer, whileBusy, type Pause } from './while-busy.ts';

export interface GroupCommit {
  /**
   * All of the work or nothing; durable when it resolves. The work may be run again, so it must not keep anything of an
   * earlier run.
   */
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
  /** Called with the seconds of each transaction, also of one that failed. */
  readonly observeCommit?: ((seconds: number) => void) | undefined;
}

interface QueuedWork {
  /** Does the work. The function it returns resolves the caller's promise; it is called after the commit. */
  perform(sql: Sql): Promise<() => void>;
  reject(error: unknown): void;
}

/** How many units of work one transaction takes, so that a flood of writes does not block the event loop. */
const MAX_GROUP = 64;
/**
 * A group is complete when so many turns of the event loop have brought no further unit: a turn accepts one new connection,
 * whose request is read in the next one. A unit that is alone waits for one turn only.
 */
const QUIET_TURNS = 2;
/** For how many turns more units are awaited at most. */
const MAX_TURNS = 64;
/** How many units may wait, for instance while the disk does not respond; more are rejected at once. */
const MAX_WAITING = 10_000;
/** A commit that takes this long points to a disk in trouble. */
const SLOW_MS = 1_000;

/**
 * One transaction and one fsync for all units of work that arrive in one turn of the event loop after another. The units
 * run one after another. A savepoint for each costs more than most of their statements, so there are none until a unit
 * fails: then all units of the group are run again, each in a savepoint of its own, and one that fails again undoes nothing
 * else. No caller gets a result or an error before the commit: both may depend on what another unit of the group wrote,
 * which is not durable until then.
 */
export function createGroupCommit(
  connection: Connection,
  { clock, log, pause = pauseByTimer, assertIntact = () => undefined, observeCommit }: GroupCommitOptions,
): GroupCommit {
  const waiting: QueuedWork[] = [];
  let flushing: Promise<void> | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    await arrivals();
    const group = waiting.splice(0, MAX_GROUP);
    const startedAt = clock.now();
    const begun = performance.now();
    await commit(group);
    observeCommit?.((performance.now() - begun) / 1_000);
    const tookMs = clock.now() - startedAt;
    if (tookMs >= SLOW_MS)
      log.warn({ tookMs, units: group.length }, 'slow commit: the disk may be overloaded or failing');
    flushing = waiting.length > 0 ? flush() : undefined;
  }

  /** Waits for the units of all requests that have arrived, which share most of what a commit costs. */
  async function arrivals(): Promise<void> {
    let quietTurns = 0;
    for (let turns = 0; turns < MAX_TURNS && waiting.length < MAX_GROUP; turns += 1) {
      const before = waiting.length;
      if (quietTurns >= Math.min(QUIET_TURNS, before)) break;
      await turnEnd();
      quietTurns = waiting.length > before ? 0 : quietTurns + 1;
    }
  }

  async function commit(group: readonly QueuedWork[]): Promise<void> {
    const respond: (() => void)[] = [];
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      assertIntact();
      await begin();
      respond.push(...((await performAll(group)) ?? (await performEach(group))));
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

  /** While another program holds the database, only writes wait for it; the event loop goes on. */
  const begin = (): Promise<void> => whileBusy(() => connection.exec('BEGIN IMMEDIATE'), pause);

  /** @returns `undefined` where a unit has failed among others: the transaction is as it was before them */
  async function performAll(group: readonly QueuedWork[]): Promise<(() => void)[] | undefined> {
    const respond: (() => void)[] = [];
    for (const queued of group) {
      try {
        respond.push(await perform(queued));
      } catch (error) {
        // Some storage faults end the whole transaction, and every unit of it with it.
        if (!connection.inTransaction) throw error;
        connection.exec('ROLLBACK');
        if (group.length > 1) {
          await begin();
          return undefined;
        }
        // Nothing is left to be written: it needs no lock.
        connection.exec('BEGIN');
        respond.push(() => queued.reject(error));
      }
    }
    return respond;
  }

  async function performEach(group: readonly QueuedWork[]): Promise<(() => void)[]> {
    const respond: (() => void)[] = [];
    for (const queued of group) {
      connection.exec('SAVEPOINT unit');
      try {
        const done = await perform(queued);
        connection.exec('RELEASE unit');
        respond.push(done);
      } catch (error) {
        if (!connection.inTransaction) throw error;
        connection.exec('ROLLBACK TO unit; RELEASE unit');
        respond.push(() => queued.reject(error));
      }
    }
    return respond;
  }

  async function perform(queued: QueuedWork): Promise<() => void> {
    let over = false;
    const sql = sqliteSql(connection, () => {
      if (over) throw new Error('statement after the end of its unit of work: something in the unit was not awaited');
    });
    try {
      return await queued.perform(sql);
    } finally {
      over = true;
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

const turnEnd = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
