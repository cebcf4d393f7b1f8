import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

/** The machine and the commit that the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Load average of the last minute, before the measurement. */
  readonly load: number;
  /** Median time of an fsync after a small write: every commit waits for one. */
  readonly fsyncMicroseconds: number;
  readonly commit: string;
  readonly measuredAt: string;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    fsyncMicroseconds: measureFsync(),
    commit: commit(),
    measuredAt: new Date().toISOString(),
  };
}

function measureFsync(): number {
  const folder = mkdtempSync(join(tmpdir(), 'kasir-fsync-'));
  const file = openSync(join(folder, 'file'), 'w');
  const times = Array.from({ length: 101 }, () => {
    writeSync(file, 'x'.repeat(512));
    const start = performance.now();
    fsyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return Math.round((times.toSorted((a, b) => a - b)[50] ?? 0) * 1000);
}

function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}
