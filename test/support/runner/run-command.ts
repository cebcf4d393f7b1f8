import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Outcome } from './outcome.ts';

export interface Finished {
  readonly ok: boolean;
  /** Standard output and standard error, interleaved. */
  readonly output: string;
}

/** Runs a Node program with empty input. After `timeoutMs` it is killed, which counts as a failure. */
export function runNode(args: readonly string[], timeoutMs: number): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => void chunks.push(chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    let timedOut = '';
    const timer = setTimeout(() => {
      timedOut = `\nKilled: still running after ${timeoutMs / 1000} s.`;
      child.kill('SIGKILL');
    }, timeoutMs);
    const finish = (ok: boolean, note: string): void => {
      clearTimeout(timer);
      resolve({ ok, output: `${Buffer.concat(chunks).toString('utf8')}${note}${timedOut}`.trim() });
    };
    child.on('error', (error) => finish(false, error.message));
    child.on('close', (code, signal) => finish(code === 0, code === 0 ? '' : `\n(${signal ?? `exit code ${code}`})`));
  });
}

/** Runs a program that counts as one test: it passes when it exits with 0. */
export async function runCheck(args: readonly string[]): Promise<Outcome> {
  const { ok, output } = await runNode(args, 5 * 60_000);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], report: ok ? '' : output };
}

/**
 * The script behind a command of an installed package, which runs without a shell on every system.
 *
 * @throws Error where the package has no such command
 */
export function commandOf(packageName: string, command = packageName): string {
  const folder = `node_modules/${packageName}`;
  const parsed: unknown = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const bin = typeof parsed === 'object' && parsed !== null && 'bin' in parsed ? parsed.bin : undefined;
  const script: unknown =
    typeof bin === 'object' && bin !== null ? Object.entries(bin).find(([name]) => name === command)?.[1] : bin;
  if (typeof script !== 'string') throw new Error(`${packageName} has no command "${command}"`);
  return `${folder}/${script}`;
}
