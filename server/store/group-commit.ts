import { StorageUnavailable, type Clock, type Log } from '../payments/ports/ports.ts';
import type { Connection } from './connection.ts';
import { sqlOn, type Sql } from './sql.ts';
import { pauseByTimer, whileBusy, type Pause } from './while-busy.ts';

export interface GroupCommit {
  /** All of the work or nothing; durable when it resolves. */
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Takes no more work; resolves when all that was taken is settled. */
  close(): Promise<void>;
}

interface UnitOfWork {
  /** Does the work; what it answers tells the caller, once that is true. */
  perform(sql: Sql): Promise<() => void>;
  refuse(error: unknown): void;
}

/** So that a flood of writes does not keep the event loop from everything else. */
const MAX_UNITS = 256;
/** While the disk stands, so much may wait; more is refused at once. */
const MAX_WAITING = 10_000;
/** A commit that takes longer than this tells of a disk in trouble. */
const SLOW_MS = 1_000;

/**
 * One transaction and one fsync for all units of one turn of the event loop. Each unit stands in a savepoint of its own,
 * one after another, so that one that fails takes nothing with it. Nobody is told anything before the commit: also a
 * failure may rest on what a neighbour wrote, which is not true until then.
 */
export function createGroupCommit(
  connection: Connection,
  { clock, log, pause = pauseByTimer }: { clock: Clock; log: Log; pause?: Pause },
): GroupCommit {
  const waiting: UnitOfWork[] = [];
  let flushing: Promise<void> | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    // The turn of the event loop: whoever asks before it is over is part of the group.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    const units = waiting.splice(0, MAX_UNITS);
    const startedAt = clock.now();
    await commit(units);
    const tookMs = clock.now() - startedAt;
    if (tookMs >= SLOW_MS) log.warn({ tookMs, units: units.length }, 'a commit was slow');
    flushing = waiting.length > 0 ? flush() : undefined;
  }

  async function commit(units: readonly UnitOfWork[]): Promise<void> {
    const tellings: (() => void)[] = [];
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      // Another program may hold the database: nobody but those who write waits for it.
      await whileBusy(() => connection.exec('BEGIN IMMEDIATE'), pause);
      for (const unitOfWork of units) tellings.push(await perform(unitOfWork));
      connection.exec('COMMIT');
    } catch (cause) {
      log.error({ error: cause, units: units.length }, 'a commit failed');
      undo();
      const error =
        cause instanceof StorageUnavailable ? cause : new StorageUnavailable('nothing was committed', { cause });
      for (const unitOfWork of units) unitOfWork.refuse(error);
      return;
    }
    for (const tell of tellings) tell();
  }

  async function perform(unitOfWork: UnitOfWork): Promise<() => void> {
    let over = false;
    const sql = sqlOn(connection, () => {
      if (over) throw new Error('this unit of work is over: something in it was not awaited');
    });
    connection.exec('SAVEPOINT unit');
    try {
      const tell = await unitOfWork.perform(sql);
      over = true;
      connection.exec('RELEASE unit');
      return tell;
    } catch (error) {
      over = true;
      // Some faults of the storage end the whole transaction, and every unit of it.
      if (!connection.inTransaction) throw error;
      connection.exec('ROLLBACK TO unit');
      connection.exec('RELEASE unit');
      return () => unitOfWork.refuse(error);
    }
  }

  function undo(): void {
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK');
    } catch (error) {
      // Tried again before the next group.
      log.error({ error }, 'a failed commit could not be rolled back');
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
          refuse: reject,
        });
        flushing ??= flush();
      }),
    async close() {
      closed = true;
      while (flushing !== undefined) await flushing;
    },
  };
}
