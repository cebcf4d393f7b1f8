import type { Instant } from '../payments/model/model.ts';
import { StorageUnavailable, type Job, type JobQueue, type Store, type Tx } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import type { TableAccess } from './table-access.ts';
import { pruneIdempotencyRecords } from './idempotency-records.ts';
import type { Connection } from './connection.ts';
import { probeWaiting } from './events.ts';
import { forgetPersonalData } from './forget.ts';
import type { GroupCommit } from './group-commit.ts';
import { jobQueues, type WaitingQueue } from './job-queues.ts';
import { claimJobs, completeJob, nextJobAt, unlockJobs, retryJob } from './jobs.ts';
import { pendingMigrations } from './migrate.ts';
import { sqlOn } from './sql.ts';
import { SqlReads } from './sql-reads.ts';
import { SqlTx } from './sql-tx.ts';
import { bringForward, noteTime, tryToWrite } from './time.ts';
import { whileBusy } from './while-busy.ts';

/** How many rows one unit of work erases, so that other writes do not wait long. */
const MAX_RECORDS = 1_000;
const MAX_CHECKOUTS = 100;

export interface SqlStoreParts {
  /** The only connection that writes; its units of work run through `commits`. */
  readonly writer: Connection;
  readonly commits: GroupCommit;
  /** Sees only what is committed. */
  readonly reader: Connection;
  readonly cipher: Cipher;
}

/** The store of the port over two connections to one SQLite file. */
export class SqlStore extends SqlReads implements Store {
  readonly #parts: SqlStoreParts;
  #closed = false;

  constructor(parts: SqlStoreParts) {
    super({
      cipher: parts.cipher,
      sql: sqlOn(
        parts.reader,
        () => {
          if (this.#closed) throw new StorageUnavailable('the store is closed');
        },
        whileBusy,
      ),
    });
    this.#parts = parts;
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { commits, cipher } = this.#parts;
    return commits.run((sql) => work(new SqlTx({ sql, cipher })));
  }

  claimJobs(
    now: Instant,
    limit: number,
    leaseMs: number,
    queue?: JobQueue,
    except?: readonly string[],
  ): Promise<readonly Job[]> {
    const { commits, cipher } = this.#parts;
    return commits.run((sql) => claimJobs({ sql, cipher }, { now, limit, leaseMs, queue, except }));
  }

  completeJob(job: Job): Promise<void> {
    const { commits, cipher } = this.#parts;
    return commits.run((sql) => completeJob({ sql, cipher }, job));
  }

  retryJob(job: Job, runAt: Instant): Promise<void> {
    const { commits, cipher } = this.#parts;
    return commits.run((sql) => retryJob({ sql, cipher }, job, runAt));
  }

  nextJobAt(): Promise<Instant | undefined> {
    return nextJobAt(this.access);
  }

  probeWaiting(now: Instant, limit: number): Promise<number> {
    const { commits, cipher } = this.#parts;
    return commits.run((sql) => probeWaiting({ sql, cipher }, now, limit));
  }

  jobQueues(): Promise<readonly WaitingQueue[]> {
    return jobQueues(this.access);
  }

  async bringForward(byMs: number, now: Instant): Promise<void> {
    const { commits, cipher } = this.#parts;
    for (let after: number | undefined = 0; after !== undefined;) {
      const from: number = after;
      after = await commits.run((sql) => bringForward({ sql, cipher }, { byMs, now, after: from }));
    }
  }

  noteTime(now: Instant): Promise<Instant | undefined> {
    const { commits, cipher } = this.#parts;
    return commits.run((sql) => noteTime({ sql, cipher }, now));
  }

  unlockJobs(now: Instant): Promise<number> {
    const { commits, cipher } = this.#parts;
    return commits.run((sql) => unlockJobs({ sql, cipher }, now));
  }

  pruneIdempotencyRecords(before: Instant): Promise<number> {
    return this.#untilNoneLeft((access) => pruneIdempotencyRecords(access, before, MAX_RECORDS));
  }

  forgetPersonalData(before: Instant): Promise<number> {
    return this.#untilNoneLeft((access) => forgetPersonalData(access, before, MAX_CHECKOUTS));
  }

  /** One unit of work after another, so that other writes run in between. */
  async #untilNoneLeft(some: (access: TableAccess) => Promise<number>): Promise<number> {
    const { commits, cipher } = this.#parts;
    let all = 0;
    for (;;) {
      const found = await commits.run((sql) => some({ sql, cipher }));
      if (found === 0) return all;
      all += found;
    }
  }

  async check(now: Instant): Promise<void> {
    if (this.#closed) throw new StorageUnavailable('the store is closed');
    const pending = await whileBusy(() => pendingMigrations(this.#parts.reader));
    if (pending.length > 0) throw new Error(`migrations are missing: ${pending.join(', ')}`);
    // Writing may fail where reading works: the disk is full, or another program holds the database.
    const { commits, cipher } = this.#parts;
    await commits.run((sql) => tryToWrite({ sql, cipher }, now));
  }

  /** Finishes the accepted work first. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#parts.commits.close();
    this.#closed = true;
    this.#parts.reader.close();
    // The driver leaves the write-ahead log beside the file. Merged into it first, the file alone is a complete copy.
    // Where that fails (a full disk, another program that reads), nothing is lost: the next start uses the log.
    try {
      this.#parts.writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // See above.
    } finally {
      this.#parts.writer.close();
    }
  }
}
