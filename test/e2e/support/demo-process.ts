import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { quickTmpdir } from '../../support/quick-tmpdir.ts';

const orderSchema = z.object({ checkoutId: z.string(), clientToken: z.string(), url: z.string() });
type DemoOrder = z.infer<typeof orderSchema>;

/** The built `kasir demo` in a process of its own: the shop and the BFF on two ports, so on two origins. */
export interface DemoProcess {
  readonly bffUrl: string;
  readonly shopUrl: string;
  /** For the operators below. */
  readonly backOfficeUrl: string;
  /** Its data: database, orders, keys, snapshots of the simulators. */
  readonly dataDirectory: string;
  order(body?: object): Promise<DemoOrder>;
  /** `kill -9`, without a shutdown. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Who can sign in to its back office. */
export const OPERATORS = {
  ana: { name: 'ana', secret: 'secret-of-operator-ana' },
  budi: { name: 'budi', secret: 'secret-of-operator-budi' },
} as const;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = 'server/dist/cli.js';
const START_TIMEOUT_MS = 60_000;

/** The demo's clock starts on a Tuesday at ten in the morning, so that stores are open. */
const SHOP_TIME = '2026-03-10T10:00:00+07:00';

/**
 * @param choices further environment variables, such as the providers
 * @param shopTime the time at the start; it goes on across restarts
 */
export async function startDemo(
  choices: Readonly<Record<string, string>> = {},
  shopTime = SHOP_TIME,
): Promise<DemoProcess> {
  // Compiled once by the build, not by each start.
  if (!existsSync(join(ROOT, PROGRAM))) throw new Error('the server is not built: npm run build');
  const folder = mkdtempSync(join(quickTmpdir(), 'kasir-e2e-'));
  const [bffPort, shopPort, officePort] = await freePorts();
  const bffUrl = `http://localhost:${bffPort}`;
  const shopUrl = `http://localhost:${shopPort}`;
  const backOfficeUrl = `http://localhost:${officePort}`;
  let child: ChildProcess | undefined;
  const startedAt = performance.now();
  const now = (): string => new Date(Date.parse(shopTime) + performance.now() - startedAt).toISOString();

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [PROGRAM, 'demo'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        PORT: String(bffPort),
        HOST: '127.0.0.1',
        KASIR_DEMO_SHOP_PORT: String(shopPort),
        KASIR_ADMIN_PORT: String(officePort),
        KASIR_ADMIN_KEYS: Object.values(OPERATORS)
          .map(({ name, secret }) => `${name}:${secret}`)
          .join(','),
        KASIR_DEMO_DATA: folder,
        KASIR_DEMO_TIME: now(),
        ...choices,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    await ready(started);
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    bffUrl,
    shopUrl,
    backOfficeUrl,
    dataDirectory: folder,
    start,
    async order(body = {}) {
      const response = await fetch(`${bffUrl}/demo/orders`, { method: 'POST', body: JSON.stringify(body) });
      if (response.status !== 201) throw new Error(`no order: ${response.status} ${await response.text()}`);
      return orderSchema.parse(await response.json());
    },
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once the server listens; rejects with its output if it exits instead. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => reject(new Error(`the demo ${why}:\n${output}`));
    const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    const onOutput = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (!output.includes('"msg":"listening"')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

/**
 * Three different free ports below the range for outgoing connections, so that a restarted demo finds them free, however
 * many connections other tests have.
 */
async function freePorts(): Promise<readonly [number, number, number]> {
  for (;;) {
    const ports = [await freePort(), await freePort(), await freePort()] as const;
    if (new Set(ports).size === ports.length) return ports;
  }
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const server = createServer().listen(port, '127.0.0.1');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (free) return port;
  }
}
