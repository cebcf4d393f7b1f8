import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DemoServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** `kasir demo` as it is built, in a process and a folder of its own, on a port that was free. */
export async function startDemo(): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kasir-bench-'));
  const child = spawn(process.execPath, ['server/dist/cli.js', 'demo'], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: `file:${join(folder, 'kasir.db')}`,
      LOG_LEVEL: 'info',
      // Attempts to pay are limited by the customer's address; through a proxy each customer can have one.
      KASIR_TRUSTED_PROXIES: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stopped = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await stopped;
    rmSync(folder, { recursive: true, force: true });
  };
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`kasir demo ${why}:\n${said}`));
    const timer = setTimeout(() => fail('did not start'), START_TIMEOUT_MS);
    const listen = (chunk: Buffer): void => {
      said = `${said}${chunk.toString('utf8')}`.slice(-20_000);
      const port = /"msg":"listening"/.test(said) ? /"port":(\d+)/.exec(said)?.[1] : undefined;
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(`http://localhost:${port}`);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => fail(`ended with ${code}`));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}
