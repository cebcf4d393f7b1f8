import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Koa from 'koa';
import { Webhook } from 'standardwebhooks';
import { simulatorsEnvironment } from '../../../server/demo/start-simulators.ts';
import { createSimulatorsPage } from '../../../server/demo/simulators/create-simulators-page.ts';
import { runSimulators } from '../../../server/demo/simulators/run-simulators.ts';
import { freePort } from '../../support/live/free-port.ts';
import { mountWeb } from '../../../server/demo/web-handler.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import type { Simulator } from '../../../server/providers/simulation/simulator.ts';
import { simulatedProviders } from '../../../server/providers/simulators.ts';

const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

export interface HttpStage {
  /** Of a `kasir serve` whose providers are simulators and whose shop is well; nothing listens at its port yet. */
  readonly environment: Readonly<Record<string, string>>;
  readonly simulators: readonly Simulator[];
  /** Whether the shop verifies events. */
  isShopCareful: boolean;
  /** The shop's page. */
  readonly shop: string;
  close(): Promise<void>;
}

/** Simulators and a shop over HTTP. */
export async function openHttpStage(): Promise<HttpStage> {
  const folder = await mkdtemp(join(tmpdir(), 'kasir-doctor-'));
  const app = new Koa();
  let page: (request: Request) => Promise<Response> = () => Promise.resolve(new Response('', { status: 404 }));
  app.use(mountWeb('/simulators', (request) => page(request)));
  app.use(async (ctx) => {
    if (ctx.method !== 'POST') return void (ctx.body = '<h1>Shop</h1>');
    const body = await text(ctx.req);
    ctx.status = !stage.isShopCareful || isGenuine(body, ctx.headers) ? 204 : 401;
  });
  const answer = app.callback();
  const server = await listening((request, response) => void answer(request, response));
  const shop = addressOf(server);
  const secret = (name: string): string => createHash('sha256').update(name).digest('hex');
  const simulators = simulatedProviders.map(({ id, simulate }) =>
    simulate({
      clock: systemClock,
      uuid: () => randomUUID(),
      baseUrl: `${shop}/simulators/${id}`,
      webhookUrl: `${shop}/v1/notifications/${id}`,
      deliver: (request) => fetch(request),
      wait: () => Promise.resolve(),
      secret,
    }),
  );
  page = createSimulatorsPage({ simulators, publicUrl: shop });
  const stop = runSimulators(simulators, 50);
  const port = await freePort();
  const stage: HttpStage = {
    environment: {
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: `file:${join(folder, 'kasir.db')}`,
      KASIR_API_KEYS: 'api-key-of-the-doctors-test',
      KASIR_TOKEN_SECRETS: 'secret-that-signs-client-tokens',
      KASIR_ENCRYPTION_KEYS: Buffer.alloc(32, 7).toString('base64'),
      KASIR_ALLOWED_ORIGINS: shop,
      KASIR_WEBHOOK_URL: `${shop}/events`,
      KASIR_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ...simulatorsEnvironment({ bffUrl: shop, secret }, {}),
    },
    simulators,
    isShopCareful: true,
    shop,
    async close() {
      stop();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

function isGenuine(body: string, headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  try {
    new Webhook(WEBHOOK_SECRET).verify(
      body,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    );
    return true;
  } catch {
    return false;
  }
}

/** On a free port of this machine. */
export async function listening(handler: RequestListener): Promise<Server> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export const addressOf = (server: Pick<Server, 'address'>): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
