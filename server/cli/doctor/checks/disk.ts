import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { databasePath } from '../../../store/database-file.ts';
import { isPostgresUrl } from '../../../store/is-postgres-url.ts';
import type { GeneralCheck } from '../check.ts';
import { fail, pass, skip, warn } from '../finding.ts';

const MIB = 1024 * 1024;
/** Below it a busy day can fill the disk. */
const LOW = 1024 * MIB;
/** Below it SQLite's log alone may not fit. */
const FULL = 100 * MIB;

export const checkDisk: GeneralCheck =
  ({ config }) =>
  async () => {
    const url = config.databaseUrl.reveal();
    if (isPostgresUrl(url)) return skip('the storage is PostgreSQL: watch the disk of its server');
    const folder = nearestFolder(dirname(resolve(databasePath(url))));
    const { bavail, bsize, files, ffree } = await statfs(folder);
    const free = bavail * bsize;
    const fix = `free space at ${folder}, or put DATABASE_URL on another disk`;
    if (free < FULL) return fail(`${folder} has ${inWords(free)} left`, fix);
    if (files > 0 && ffree < 1_000) return fail(`${folder} has ${ffree} free inodes left`, fix);
    return free < LOW ? warn(`${folder} has ${inWords(free)} left`, fix) : pass(`${folder} has ${inWords(free)} left`);
  };

/** Folders that are missing are made at the first start. */
export function nearestFolder(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestFolder(parent);
}

const inWords = (bytes: number): string =>
  bytes >= 10 * LOW ? `${Math.floor(bytes / LOW)} GiB` : `${Math.floor(bytes / MIB)} MiB`;
