import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const IN_MEMORY = '/dev/shm';
/** A container's own has 64 MiB, which two databases fill. */
const ENOUGH_BYTES = 2 * 1024 ** 3;

let folder: string | undefined;

/**
 * Where tests put databases: in memory where the system has room for that, else the folder for temporary files. A commit
 * waits for the disk, and thousands of commits of small tests would wait for minutes.
 */
export const quickTmpdir = (): string => (folder ??= hasRoom() ? IN_MEMORY : tmpdir());

function hasRoom(): boolean {
  if (!existsSync(IN_MEMORY)) return false;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize >= ENOUGH_BYTES;
}
