import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('slow-fsync.c', import.meta.url));

/** Why no slow disk can be made on this system; `undefined` where it can. */
export function whyNoSlowDisk(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has LD_PRELOAD';
  return spawnSync('cc', ['--version']).status === 0 ? undefined : 'no C compiler';
}

/** The variables by which every fsync of a process takes so much longer. Virtual disks on a network take 0.5 to 5 ms. */
export function slowDisk(folder: string, extraMs: number): Readonly<Record<string, string>> {
  const library = join(folder, 'slow-fsync.so');
  const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, SOURCE, '-ldl'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`slow-fsync.c does not compile:\n${stderr}`);
  return { LD_PRELOAD: library, SLOW_FSYNC_US: String(extraMs * 1_000) };
}
