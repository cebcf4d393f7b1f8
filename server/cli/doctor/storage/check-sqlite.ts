import { constants } from 'node:fs';
import { access, open, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Cipher } from '../../../platform/crypto.ts';
import { databasePath, openDatabaseFile } from '../../../store/database-file.ts';
import { assertKeys } from '../../../store/key-canary.ts';
import { schemaOf } from '../../../store/migrate.ts';
import { sqliteSql } from '../../../store/sqlite-sql.ts';
import { nearestFolder } from '../checks/disk.ts';
import { combine, fail, pass, warn, type Finding } from '../finding.ts';
import { storageFault } from './storage-fault.ts';

/** Blocks the event loop, so it is short. */
const BUSY_MS = 1_000;

export async function checkSqlite(url: string, cipher: Cipher): Promise<Finding> {
  const path = resolve(databasePath(url));
  const found = await stat(path).catch(() => undefined);
  const folder = found === undefined ? nearestFolder(dirname(path)) : dirname(path);
  const unusable = await unwritable(found === undefined ? [folder] : [path, folder]);
  if (unusable !== undefined) return unusable;
  const place = await checkFileSystem(folder);
  if (found === undefined) return combine([pass(`${path} will be made at the first start`), ...place]);
  if (!found.isFile()) return fail(`${path} is not a file`, 'set DATABASE_URL to a file');
  return combine([...(await checkFile(path, cipher)), ...place]);
}

/** SQLite keeps its log in a file beside the database, so it has to be able to write there too. */
async function unwritable(paths: readonly string[]): Promise<Finding | undefined> {
  const user = process.getuid === undefined ? 'this user' : `uid ${process.getuid()}`;
  for (const path of paths) {
    const isUsable = await access(path, constants.R_OK | constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!isUsable)
      return fail(
        `${path} cannot be read and written by ${user}`,
        `give ${path} to the user that runs the server, or set DATABASE_URL to another place`,
      );
  }
  return undefined;
}

async function checkFile(path: string, cipher: Cipher): Promise<readonly Finding[]> {
  const mode = await journalMode(path);
  if (mode === 'empty') return [pass(`${path} is empty and will be filled at the first start`)];
  if (mode === 'none') return [fail(`${path} is not an SQLite database`, 'set DATABASE_URL to another file')];
  // Opening it as the server does would change the mode.
  if (mode === 'rollback')
    return [
      warn(`${path} is not in WAL mode; the next start changes that`, `start the server on the file of DATABASE_URL`),
    ];
  try {
    const connection = openDatabaseFile(path, { readOnly: true, busyTimeoutMs: BUSY_MS });
    try {
      const { pending } = schemaOf(connection);
      if (pending.length === 0) await assertKeys({ sql: sqliteSql(connection), cipher });
      return [
        pending.length === 0
          ? pass(`${path}: schema and encryption keys fit, journal_mode WAL, synchronous FULL`)
          : warn(`${path} is of an earlier version (${pending.join(', ')} missing)`, MIGRATE),
      ];
    } finally {
      connection.close();
    }
  } catch (error) {
    return [storageFault(error)];
  }
}

const MIGRATE = 'back up the file of DATABASE_URL; the next start, or `kasir migrate`, migrates it';

const HEADER = 'SQLite format 3\0';

/** From the header of the file. */
async function journalMode(path: string): Promise<'wal' | 'rollback' | 'empty' | 'none'> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
    if (bytesRead === 0) return 'empty';
    if (buffer.toString('latin1', 0, HEADER.length) !== HEADER) return 'none';
    return buffer[18] === 2 && buffer[19] === 2 ? 'wal' : 'rollback';
  } finally {
    await file.close();
  }
}

/** By the numbers that Linux gives them. */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x69_69, 'NFS'],
  [0xff_53_4d_42, 'CIFS'],
  [0xfe_53_4d_42, 'SMB'],
  [0x51_7b, 'SMB'],
  [0x00_c3_64_00, 'Ceph'],
  [0x47_50_46_53, 'GPFS'],
]);
const TMPFS = 0x01_02_19_94;

/** SQLite's locks and its shared memory do not work between machines, and memory is no disk. */
async function checkFileSystem(folder: string): Promise<readonly Finding[]> {
  if (process.platform !== 'linux') return [];
  const { type } = await statfs(folder);
  const network = NETWORK_FILE_SYSTEMS.get(type);
  if (network !== undefined)
    return [
      fail(
        `${folder} is on a network file system (${network}), on which SQLite can lose data`,
        'put DATABASE_URL on a local disk, or use PostgreSQL',
      ),
    ];
  return type === TMPFS
    ? [warn(`${folder} is in memory (tmpfs): everything is lost with a restart`, 'put DATABASE_URL on a disk')]
    : [];
}
