import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createPrivately, databasePath } from '../database-file.ts';
import { checkBackup, type CheckedBackup } from './check-backup.ts';
import { BackupRefused } from './backup-refused.ts';

export interface WrittenBackup extends CheckedBackup {
  readonly bytes: number;
}

/**
 * Writes a copy of a SQLite database as it is at one moment, while a server uses it: readers and writers go on. The copy
 * is verified, and has its name only once it is complete and on the disk. Takes no lock and changes nothing.
 *
 * @param url `file:…`
 * @param copied called about twice a second with the bytes written so far and those of the database
 * @throws {BackupRefused} where there is no database, or the target exists
 */
export async function backUpFile(
  url: string,
  target: string,
  copied: (bytes: number, of: number) => void,
): Promise<WrittenBackup> {
  const path = databasePath(url);
  if (!existsSync(path)) throw new BackupRefused(`DATABASE_URL: there is no database at ${path}`);
  if (existsSync(target)) throw new BackupRefused(`${target} exists already: choose another name`);
  const draft = `${target}.partial`;
  rmSync(draft, { force: true });
  createPrivately(draft);
  const timer = setInterval(() => copied(statSync(draft).size, statSync(path).size), EVERY_MS);
  try {
    await copyInThread(path, draft);
    const checked = await checkBackup(draft, 'the copy');
    chmodSync(draft, 0o600);
    flush(draft);
    renameSync(draft, target);
    flush(dirname(target));
    return { ...checked, bytes: statSync(target).size };
  } finally {
    clearInterval(timer);
    for (const part of ['', '-wal', '-shm']) rmSync(draft + part, { force: true });
  }
}

const EVERY_MS = 500;

/**
 * One statement that reads a snapshot. In a thread, because the driver is synchronous: this one reports the progress.
 * (The driver has no binding of `sqlite3_backup_step`; `VACUUM INTO` is SQLite's other way to copy a database in use.)
 */
const COPY = `
  const { workerData } = require('node:worker_threads');
  const Database = require('node:module').createRequire(workerData.from)('libsql');
  const database = new Database(workerData.path);
  database.exec('PRAGMA busy_timeout = 10000');
  database.prepare('VACUUM INTO ?').run(workerData.draft);
  database.close();`;

function copyInThread(path: string, draft: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(COPY, { eval: true, workerData: { from: import.meta.url, path, draft } });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the thread that copies ended with ${code}`)),
    );
  });
}

/** Until the file, or the names in the folder, are on the disk. */
export function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
