import { StorageUnavailable, type Clock, type Log } from '../payments/ports/ports.ts';
import { localAnnouncements } from './announcements.ts';
import type { Connection } from './connection.ts';
import { createGroupCommit } from './group-commit.ts';
import { expectSameFiles } from './expect-same-files.ts';
import { schemaOf } from './migrate.ts';
import { sqliteSql } from './sqlite-sql.ts';
import type { StoreEngine } from './store-engine.ts';
import type { StoreOptions } from './store-options.ts';
import { whileBusy } from './while-busy.ts';

export interface SqliteEngineParts extends Pick<StoreOptions, 'observeCommit'> {
  /** Of the file. */
  readonly path: string;
  /** The only connection that writes. */
  readonly writer: Connection;
  /** Sees only what is committed. */
  readonly reader: Connection;
  readonly clock: Clock;
  readonly log: Log;
  /** Several instances use it. */
  readonly isShared: boolean;
}

/** Two connections to one SQLite file, which it closes. */
export function createSqliteEngine({
  path,
  writer,
  reader,
  clock,
  log,
  isShared,
  observeCommit,
}: SqliteEngineParts): StoreEngine {
  const assertIntact = expectSameFiles([path, `${path}-wal`]);
  const commits = createGroupCommit(writer, { clock, log, assertIntact, observeCommit });
  const announcements = localAnnouncements(log);
  let closed = false;
  const assertOpen = (): void => {
    if (closed) throw new StorageUnavailable('the store is closed');
  };
  return {
    reads: sqliteSql(reader, assertOpen, whileBusy),
    isShared,
    clock,
    announcements,
    run: (work) => commits.run(work),
    runStatement: (work) => commits.run(work),
    async runSoon(work, released) {
      await commits.run(work);
      announcements.announce(released);
    },
    // Units of work share a transaction, so there is nothing to wait for.
    runUrgently: (work) => commits.run(work),
    pendingMigrations: () =>
      whileBusy(() => {
        assertOpen();
        return schemaOf(reader).pending;
      }),
    async close() {
      if (closed) return;
      await commits.close();
      closed = true;
      reader.close();
      // The driver leaves the write-ahead log beside the file. Merged into it first, the file alone is a complete copy.
      // Where that fails (a full disk, another program that reads), nothing is lost: the next start uses the log.
      try {
        writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // See above.
      } finally {
        writer.close();
      }
    },
  };
}
