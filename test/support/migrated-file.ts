import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openConnection } from '../../server/store/connection.ts';
import { migrate } from '../../server/store/migrate.ts';
import { quickTmpdir } from './quick-tmpdir.ts';

let template: Promise<string> | undefined;

/**
 * Puts a migrated SQLite file without rows at the path: a copy of one that is made once in a process, because the
 * migrations take longer than most tests.
 */
export async function migratedFile(path: string): Promise<void> {
  template ??= makeTemplate();
  copyFileSync(await template, path, constants.COPYFILE_EXCL);
}

async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(quickTmpdir(), 'kasir-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'kasir.db');
  await migrate(`file:${path}`);
  // Into the file, which then is the whole database.
  const connection = openConnection(path);
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  return path;
}
