import type { Announcement, Clock, InstanceStore } from '../payments/ports/ports.ts';
import type { Sql } from './sql.ts';

/** The database of a {@link SqlStore}: runs its statements and units of work, and knows nothing of its tables. */
export interface StoreEngine {
  /** For reads outside a unit of work. Sees only what is committed. */
  readonly reads: Sql;
  readonly isShared: InstanceStore['isShared'];
  /** The time of instances and leases, where the database has no clock of its own. */
  readonly clock: Clock;
  readonly announcements: Pick<InstanceStore, 'announce' | 'onAnnouncement'>;
  /**
   * All of the work or nothing; durable when it resolves. The work must wait for nothing but the given {@link Sql}.
   *
   * @throws {StorageUnavailable}
   */
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * The same for work of one statement, which is a transaction by itself.
   *
   * @throws {CommitUnknown} where the database was lost meanwhile
   */
  runStatement<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * The same for work whose result nobody waits for, and which is announced once it is durable. Several such works that
   * come together may share one transaction; the work only sends.
   */
  runSoon(work: (sql: Sql) => Promise<void>, announcements: readonly Announcement[]): Promise<void>;
  /** The same, without waiting for other units of work: for what keeps this instance alive. */
  runUrgently<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * The names of the migrations that were not run yet.
   *
   * @throws {SchemaTooNew} when a newer version has migrated the database
   */
  pendingMigrations(): Promise<readonly string[]>;
  /** Accepts no more work, and finishes what was accepted before. */
  close(): Promise<void>;
}
