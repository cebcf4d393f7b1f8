import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnable } from '../../support/runnable.ts';

/** One call that changed a file or made its changes durable, in the order of the calls. */
export type DiskCall =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'remove'; readonly file: string };

const HEADER_BYTES = 24;
const SOURCE = fileURLToPath(new URL('record-writes.c', import.meta.url));
const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url));

/** Why nothing can be recorded on this system; `undefined` where it can. */
export function whyNoRecording(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has LD_PRELOAD';
  return spawnSync('cc', ['--version']).status === 0 ? undefined : 'there is no C compiler';
}

/** Lets a process write so many units of work into `kasir.db`, and returns every call that reached the disk. */
export function recordWrites(folder: string, units: number): readonly DiskCall[] {
  const library = join(folder, 'record-writes.so');
  run('cc', ['-shared', '-fPIC', '-O1', '-o', library, SOURCE, '-ldl', '-lpthread'], {});
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  rmSync(data, { recursive: true, force: true });
  rmSync(log, { force: true });
  mkdirSync(data);
  run(process.execPath, [...runnable(WRITER), data, String(units)], {
    LD_PRELOAD: library,
    RECORD_FOLDER: data,
    RECORD_LOG: log,
  });
  return parse(readFileSync(log));
}

function run(command: string, parameters: readonly string[], environment: Record<string, string>): void {
  const { status, stderr } = spawnSync(command, parameters, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...environment },
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
}

function parse(log: Buffer): readonly DiskCall[] {
  const calls: DiskCall[] = [];
  for (let at = 0; at < log.length;) {
    const kind = log.readUInt32LE(at);
    const nameLength = log.readUInt32LE(at + 4);
    const offset = Number(log.readBigUInt64LE(at + 8));
    const length = Number(log.readBigUInt64LE(at + 16));
    const bytesAt = at + HEADER_BYTES + nameLength;
    const file = log.toString('utf8', at + HEADER_BYTES, bytesAt);
    const bytes = log.subarray(bytesAt, bytesAt + length);
    at = bytesAt + length;
    if (kind === 1) calls.push({ kind: 'write', file, offset, bytes });
    else if (kind === 2) calls.push({ kind: 'truncate', file, length: offset });
    else calls.push({ kind: kind === 3 ? 'sync' : 'remove', file });
  }
  return calls;
}
