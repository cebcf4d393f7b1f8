import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { z } from 'zod';
import { openOutsideWorld } from '../support/live/outside-world.ts';
import { freePort } from '../support/live/free-port.ts';
import { LIVE_KEYS, serverEnvironment } from '../support/live/server-environment.ts';
import { spawnServer, type ServerProcess } from '../support/live/server-process.ts';
import { campaignFolder } from './campaign-folder.ts';

/** A server on a database that a test breaks and mends, over HTTP. */
export interface BreakableServer {
  readonly process: ServerProcess;
  /** The folder of the database alone. */
  readonly folder: string;
  readonly path: string;
  /** One try to create a checkout under this name. */
  create(name: string): Promise<Reply>;
  /** One try to pay the checkout of this answer. */
  pay(checkout: Reply): Promise<Reply>;
  /** The status and text of `/readyz`; each look is a new one. */
  ready(): Promise<Reply>;
  exists(id: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
  readonly ms: number;
}

export interface BreakableServerOptions {
  /** Further arguments of Node. */
  readonly nodeArguments?: readonly string[];
  /** Called with the folder before the server starts. */
  readonly prepare?: (folder: string) => void;
  /** Called with it after the server has ended. */
  readonly dispose?: (folder: string) => void;
}

/** `/readyz` is answered from a check that is a second old at most. */
const CHECKED_EVERY_MS = 1_050;

export async function openBreakableServer({
  nodeArguments = [],
  prepare = () => undefined,
  dispose = () => undefined,
}: BreakableServerOptions = {}): Promise<BreakableServer> {
  const root = campaignFolder();
  const folder = join(root, 'data');
  mkdirSync(folder);
  prepare(folder);
  const path = join(folder, 'kasir.db');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const world = await openOutsideWorld({ providers: ['xendit'], instances: 1, targets: () => [url] });
  const environment = { ...serverEnvironment(port, url), ...world.environment(0), DATABASE_URL: `file:${path}` };
  const server = spawnServer({ environment, nodeArguments });
  await server.started;

  async function call(target: string, body?: object, bearer?: string, key?: string): Promise<Reply> {
    const startedAt = performance.now();
    const response = await request(`${url}${target}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const retryAfter = response.headers['retry-after'];
    return {
      status: response.statusCode,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
      text: await response.body.text(),
      ms: performance.now() - startedAt,
    };
  }

  return {
    process: server,
    folder,
    path,
    create: (name) =>
      call(
        '/v1/checkouts',
        {
          reference: name,
          amount: 150_000,
          currency: 'IDR',
          returnUrl: 'https://shop.example/thanks',
          // Enough that some of them do not fit into what is left on a page.
          metadata: { filler: 'x'.repeat(400) },
        },
        LIVE_KEYS.api,
        name,
      ),
    pay: ({ text }) =>
      call('/v1/session/payments', { channel: 'va_bca' }, created.parse(JSON.parse(text)).clientToken, 'pay'),
    async ready() {
      await sleep(CHECKED_EVERY_MS);
      return call('/readyz');
    },
    exists: async (id) => (await call(`/v1/checkouts/${id}`, undefined, LIVE_KEYS.api)).status === 200,
    async close() {
      server.kill('SIGKILL');
      await server.ended;
      await world.close();
      dispose(folder);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const created = z.object({ id: z.string(), clientToken: z.string() });

/** The id of the checkout in an answer with success. */
export const idIn = (text: string): string => created.parse(JSON.parse(text)).id;
