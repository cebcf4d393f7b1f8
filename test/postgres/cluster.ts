import { request } from 'undici';
import { z } from 'zod';
import { freePort } from '../support/live/free-port.ts';
import { openOutsideWorld, type OutsideWorld } from '../support/live/outside-world.ts';
import { retryingClient, type RetryingClient } from '../support/live/retrying-client.ts';
import { LIVE_KEYS, serverEnvironment } from '../support/live/server-environment.ts';
import { spawnServer, type ServerProcess } from '../support/live/server-process.ts';

/** One answer of one server. */
export interface Answer {
  /** 0: there was none, as when the server was stopped meanwhile. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Call {
  /** Absent: GET. */
  readonly body?: object;
  readonly key?: string;
  /** Default: the API key. */
  readonly bearer?: string;
  /** The customer's address. Default: one of its own for each bearer. */
  readonly address?: string;
}

/** Several real servers on one database, with providers and a storefront in this process. */
export interface Cluster {
  readonly world: OutsideWorld;
  readonly servers: readonly ServerProcess[];
  /** Repeats what was not answered, at any of the servers. */
  readonly client: RetryingClient;
  /** Sends one request to one server, once. */
  call(server: number, path: string, call?: Call): Promise<Answer>;
  /** Opens a checkout of Rp 150,000. */
  checkout(over?: object): Promise<{ readonly id: string; readonly token: string }>;
  /** Creates a payment that waits for the customer. */
  pay(server: number, token: string, body: object, key?: string): Promise<{ readonly id: string }>;
  /** Starts a server that has ended, on its port. */
  start(server: number): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly databaseUrl: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export const INSTANCES = 3;
export const SECOND_PAYOUT_KEY = 'another-key-of-the-payouts';

/** The first one refunds and captures, the second one makes payouts. */
const PROVIDERS = ['xendit', 'bdpay'] as const;
/** The first one limits how often it is asked, so what there is much of goes to the second one. */
const ROUTES = 'va_bca=bdpay;va_bni=bdpay;qris=bdpay;retail_alfamart=bdpay';

const created = z.object({ id: z.string(), clientToken: z.string() });
const json = z.record(z.string(), z.unknown());

/** Starts them one after the other: the first one migrates the database. */
export async function openCluster({ databaseUrl, environment = {} }: ClusterOptions): Promise<Cluster> {
  const ports = await Promise.all(Array.from({ length: INSTANCES }, freePort));
  const servers: ServerProcess[] = [];
  // As a balancer sees it.
  const running = (): readonly string[] =>
    servers.filter(({ isRunning, startedInMs }) => isRunning && startedInMs !== undefined).map(({ url }) => url);
  const world = await openOutsideWorld({ providers: PROVIDERS, instances: INSTANCES, targets: running });
  const client = retryingClient(running);
  let names = 0;

  const start = async (server: number): Promise<void> => {
    const started = spawnServer({
      environment: {
        ...serverEnvironment(ports[server] ?? 0, `http://127.0.0.1:${ports[0]}`),
        ...world.environment(server),
        DATABASE_URL: databaseUrl,
        KASIR_ROUTES: ROUTES,
        KASIR_PAYOUT_KEYS: `${LIVE_KEYS.payout},${SECOND_PAYOUT_KEY}`,
        ...environment,
      },
    });
    servers[server] = started;
    await started.started;
  };

  const call: Cluster['call'] = async (server, path, { body, key, bearer = LIVE_KEYS.api, address } = {}) => {
    try {
      const answer = await request(`${servers[server]?.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${bearer}`,
          'x-forwarded-for': address ?? addressOf(bearer),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.body.text();
      const isJson = String(answer.headers['content-type']).includes('json');
      return { status: answer.statusCode, text, body: isJson ? json.parse(JSON.parse(text)) : {} };
    } catch (error) {
      return { status: 0, text: String(error), body: {} };
    }
  };

  for (const server of ports.keys()) await start(server);
  return {
    world,
    servers,
    client,
    call,
    start,
    async checkout(over = {}) {
      const name = `order-${(names += 1)}`;
      const { body } = await client.send({
        method: 'POST',
        path: '/v1/checkouts',
        bearer: LIVE_KEYS.api,
        key: name,
        body: { reference: name, amount: 150_000, currency: 'IDR', returnUrl: 'https://shop.example/thanks', ...over },
      });
      const { id, clientToken } = created.parse(body);
      return { id, token: clientToken };
    },
    async pay(server, token, body, key = `pay-${(names += 1)}`) {
      const answer = await call(server, '/v1/session/payments', { bearer: token, body, key });
      if (answer.status !== 201) throw new Error(`no payment: ${answer.status} ${answer.text}`);
      return { id: String(answer.body['id']) };
    },
    async close() {
      for (const server of servers) server.kill('SIGKILL');
      await Promise.all(servers.map(({ ended }) => ended));
      await world.close();
    },
  };
}

/** So that no customer is limited because of another one. */
const addressOf = (bearer: string): string => {
  let sum = 0;
  for (const character of bearer) sum = (sum * 31 + character.charCodeAt(0)) % 16_777_213;
  return `10.${sum >> 16}.${(sum >> 8) & 255}.${sum & 255}`;
};
