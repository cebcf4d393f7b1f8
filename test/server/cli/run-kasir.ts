import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { PROGRAM } from './program.ts';

const PATH = process.env['PATH'] ?? '';

/** Runs the command in a process of its own, with just this environment, until it ends. */
export async function runKasir(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: { PATH, ...environment } });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}
