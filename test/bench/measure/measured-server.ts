import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/live/free-port.ts';
import { serverEnvironment } from '../../support/live/server-environment.ts';
import { onCore, SERVER_CORE } from './cores.ts';
import { endsWithUs } from './ends-with-us.ts';
import { processUsage, type ProcessUsage } from './process-usage.ts';

/** The built `kasir serve` in a process and a folder of its own, with the settings of production. */
export interface MeasuredServer {
  readonly port: number;
  /** Milliseconds from its start until `/readyz` answered 200. */
  readonly readyInMs: number;
  usage(): ProcessUsage;
  /** Stops the process for a while, or lets it go on. */
  freeze(isFrozen: boolean): void;
  /** Sends the signal, and resolves when the process has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface MeasuredServerOptions {
  readonly providerPort: number;
  readonly databaseUrl: string;
  /** Where events are sent. Default: nowhere, they are only stored. */
  readonly storefrontUrl?: string;
  /** Further variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: the core of servers; `undefined` where it may use all. */
  readonly core?: number | undefined;
}

/** By which the stub's notifications are verified. */
export const CALLBACK_TOKEN = 'callback-token-of-the-bench';

const START_TIMEOUT_MS = 30_000;
const ASK_EVERY_MS = 5;
const LOG_END = 3_000;

export async function startServer(options: MeasuredServerOptions): Promise<MeasuredServer> {
  const port = await freePort();
  const logFolder = mkdtempSync(join(tmpdir(), 'kasir-bench-log-'));
  const logFile = join(logFolder, 'log');
  const output = openSync(logFile, 'a');
  const core = 'core' in options ? options.core : SERVER_CORE;
  const [program = '', ...parameters] = onCore(core, [process.execPath, 'server/dist/cli.js', 'serve']);
  const { KASIR_WEBHOOK_SECRET, ...common } = serverEnvironment(port, `http://127.0.0.1:${port}`);
  const { storefrontUrl } = options;
  const startedAt = performance.now();
  const child = spawn(program, parameters, {
    env: {
      PATH: process.env['PATH'],
      ...common,
      ...(storefrontUrl === undefined ? {} : { KASIR_WEBHOOK_URL: storefrontUrl, KASIR_WEBHOOK_SECRET }),
      DATABASE_URL: options.databaseUrl,
      LOG_LEVEL: 'info',
      KASIR_PROVIDERS: 'xendit',
      // Ten times the request budget of a test key.
      XENDIT_SECRET_KEY: 'xnd_production_key-of-the-bench',
      XENDIT_CALLBACK_TOKEN: CALLBACK_TOKEN,
      XENDIT_BASE_URL: `http://127.0.0.1:${options.providerPort}`,
      ...options.environment,
    },
    stdio: ['ignore', output, output],
  });
  endsWithUs(child);
  closeSync(output);
  const ended = once(child, 'exit').then(() => undefined);
  const log = (): string => readFileSync(logFile, 'utf8').slice(-LOG_END);
  while (!(await isReady(port))) {
    const isLate = performance.now() - startedAt > START_TIMEOUT_MS;
    if (isLate) child.kill('SIGKILL');
    if (isLate || child.exitCode !== null) throw new Error(`the server did not start:\n${log()}`);
    await sleep(ASK_EVERY_MS);
  }
  return {
    port,
    readyInMs: performance.now() - startedAt,
    usage: () => processUsage(child.pid ?? 0),
    freeze: (isFrozen) => void child.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT'),
    async end(signal) {
      child.kill(signal);
      await ended;
      rmSync(logFolder, { recursive: true, force: true });
    },
  };
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
