import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../payments/model/model.ts';
import type { Cipher } from '../../platform/crypto.ts';
import { openConnection } from '../connection.ts';
import { createFolder, createPrivately, databasePath } from '../database-file.ts';
import { hasTable } from '../has-table.ts';
import { assertNotMoved } from '../move/moved-mark.ts';
import { lockStore } from '../store-lock.ts';
import { flush } from './back-up-file.ts';
import { BackupRefused } from './backup-refused.ts';
import { checkBackup, type CheckedBackup } from './check-backup.ts';

export interface RestoreOptions {
  /** Put the present database aside. Without it, one that exists is a refusal. */
  readonly force: boolean;
  /** Absent: the keys are not checked. */
  readonly cipher?: Cipher | undefined;
  readonly now: Instant;
}

export interface RestoredFile extends CheckedBackup {
  readonly path: string;
  /** Where the database is now that was there before. */
  readonly aside?: string;
}

/** The files that SQLite keeps beside a database: its log belongs to it, and to no other. */
const PARTS = ['', '-wal', '-shm'] as const;

/**
 * Puts a backup in the place of the database, under the lock of the store: a server that runs on it is a refusal. The
 * backup is copied beside it and checked there; then the present files are renamed, and the copy gets their name. Nothing
 * is ever overwritten or deleted.
 *
 * @param url `file:…`
 * @throws {StoreLocked}
 * @throws {BackupRefused}
 * @throws {SchemaTooNew}
 * @throws {WrongEncryptionKeys}
 */
export async function restoreFile(
  backup: string,
  url: string,
  { force, cipher, now }: RestoreOptions,
): Promise<RestoredFile> {
  const path = databasePath(url);
  if (!existsSync(backup)) throw new BackupRefused(`${backup} does not exist`);
  createFolder(path);
  const unlock = lockStore(url, { publicUrl: 'kasir restore', port: 0 }, new Date(now).toISOString());
  const draft = `${path}.restoring`;
  try {
    if (!force && existsSync(path) && statSync(path).size > 0)
      throw new BackupRefused(`${path} exists: --force keeps it under another name and restores the backup`);
    rmSync(draft, { force: true });
    createPrivately(draft);
    copyFileSync(backup, draft);
    chmodSync(draft, 0o600);
    const checked = await checkBackup(draft, backup, cipher);
    await assertNotMovedAway(draft);
    flush(draft);
    const present = PARTS.filter((part) => existsSync(path + part));
    const aside = `${path}.before-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`;
    if (PARTS.some((part) => existsSync(aside + part))) throw new BackupRefused(`${aside} exists already: try again`);
    // A log without its database goes too: SQLite would apply it to the restored one.
    for (const part of present) renameSync(path + part, aside + part);
    renameSync(draft, path);
    flush(dirname(path));
    return { ...checked, path, ...(present.length === 0 ? {} : { aside }) };
  } finally {
    for (const part of PARTS) rmSync(draft + part, { force: true });
    unlock();
  }
}

/** @throws {StoreMoved} */
async function assertNotMovedAway(path: string): Promise<void> {
  const connection = openConnection(path);
  try {
    await assertNotMoved({
      hasTable: async (name) => hasTable(connection, name),
      query: async (text) => connection.query(text).rows,
    });
  } finally {
    connection.close();
  }
}
