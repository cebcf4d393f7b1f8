import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { request, type Dispatcher } from 'undici';
import { compose, type Composed } from '../../../server/compose.ts';
import { readConfig, type Config } from '../../../server/config/config.ts';
import { listen } from '../../../server/http/listen.ts';
import type { ServedWidget } from '../../../server/http/widget-assets.ts';
import type { Log } from '../../../server/payments/ports/ports.ts';
import { simulatorFetch, type Simulator } from '../../../server/providers/simulation/simulator.ts';
import { migratedFile } from '../../support/migrated-file.ts';
import { SUBJECTS, type Subject } from '../../support/subjects.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { quickTmpdir } from '../../support/quick-tmpdir.ts';

export const API_KEY = 'api-key-of-the-storefront';
export const OLD_API_KEY = 'older-api-key-still-good';
export const TOKEN_SECRET = 'secret-that-signs-client-tokens';
export const ORIGIN = 'https://shop.example';
export const PUBLIC_URL = 'https://pay.example';

const [subject] = SUBJECTS;
if (subject === undefined) throw new Error('no provider to test with');
export const SUBJECT = subject;

/** A valid environment; tests of the configuration change it. */
export const goodEnvironment = (): Record<string, string> => ({
  PORT: '0',
  HOST: '127.0.0.1',
  PUBLIC_URL,
  KASIR_API_KEYS: `${API_KEY},${OLD_API_KEY}`,
  KASIR_TOKEN_SECRETS: TOKEN_SECRET,
  KASIR_ALLOWED_ORIGINS: `${ORIGIN},http://localhost:3000`,
  KASIR_PROVIDERS: SUBJECT.id,
  KASIR_ENCRYPTION_KEYS: Buffer.alloc(32, 7).toString('base64'),
  ...SUBJECT.environment,
});

export function configOf(environment: Record<string, string>): Config {
  const result = readConfig(environment);
  if (!result.ok) throw new Error(result.faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
  return result.config;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'OPTIONS' | 'PUT' | 'PATCH' | 'HEAD';
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** `Authorization: Bearer`. */
  readonly bearer?: string;
  readonly key?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON. */
  readonly json: Json;
}
export type Json = { readonly [name: string]: Json } & readonly Json[] & string & number;

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly clock: VirtualClock;
  readonly composed: Composed;
  readonly simulator: Simulator;
  /** Every line of the log, as text. */
  readonly log: readonly string[];
  call(path: string, call?: Call): Promise<Reply>;
  /** As the storefront's server. */
  api(path: string, body?: object | string, call?: Call): Promise<Reply>;
  /** As the customer's browser. */
  browser(token: string, path: string, body?: object | string, call?: Call): Promise<Reply>;
  checkout(over?: object): Promise<{ id: string; token: string }>;
  /** The whole stored state as one text, to compare before and after. */
  state(): Promise<string>;
  close(): Promise<void>;
}

let references = 0;
export const newReference = (): string => `order-${(references += 1)}`;

export async function openServer(
  over: { environment?: Record<string, string>; widget?: ServedWidget; documentation?: string; subject?: Subject } = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(quickTmpdir(), 'kasir-http-'));
  await migratedFile(join(folder, 'kasir.db'));
  const clock = virtualClock();
  const log: string[] = [];
  const provider = over.subject ?? SUBJECT;
  const simulator = provider.simulator({
    clock,
    notificationUrl: `${PUBLIC_URL}/v1/notifications/${provider.id}`,
    deliver: () => Promise.resolve(new Response('')),
  });
  const config = configOf({
    ...goodEnvironment(),
    KASIR_PROVIDERS: provider.id,
    ...provider.environment,
    DATABASE_URL: `file:${join(folder, 'kasir.db')}`,
    ...over.environment,
  });
  const composed = await compose({
    config,
    log: listLog(log),
    clock,
    fetch: simulatorFetch(simulator),
    ...(over.widget === undefined ? {} : { widget: over.widget }),
    ...(over.documentation === undefined ? {} : { documentation: over.documentation }),
  });
  const listener = await listen(composed.app.callback(), config);
  const url = `http://127.0.0.1:${listener.port}`;

  const call: TestServer['call'] = async (path, { method = 'GET', body, headers = {}, bearer, key } = {}) => {
    const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
    const answer = await request(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    });
    return readReply(answer);
  };

  const api: TestServer['api'] = (path, body, more = {}) =>
    call(path, {
      method: body === undefined ? 'GET' : 'POST',
      bearer: API_KEY,
      ...(body === undefined ? {} : { body }),
      ...more,
    });

  return {
    url,
    port: listener.port,
    clock,
    composed,
    simulator,
    log,
    call,
    api,
    browser: (token, path, body, more = {}) =>
      api(path, body, { bearer: token, ...more, headers: { origin: ORIGIN, ...more.headers } }),
    async checkout(order = {}) {
      const { status, json, text } = await api('/v1/checkouts', {
        reference: newReference(),
        amount: 150_000,
        currency: 'IDR',
        returnUrl: `${ORIGIN}/orders/1`,
        ...order,
      });
      if (status !== 201) throw new Error(text);
      return { id: String(json['id']), token: String(json['clientToken']) };
    },
    async state() {
      const { store } = composed.domain;
      const [checkouts, payments, events] = await Promise.all([
        store.listCheckouts({}, { limit: 100 }),
        store.listPayments({}, { limit: 100 }),
        store.listEvents({ limit: 100 }),
      ]);
      return JSON.stringify([checkouts.data, payments.data, events.data, simulator.ledger()]);
    },
    async close() {
      composed.drain();
      await listener.close(1_000);
      await composed.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Reads an answer to its end. */
export async function readReply({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Reply> {
  const text = await body.text();
  return {
    status: statusCode,
    headers,
    text,
    get json(): Json {
      return JSON.parse(text) as Json;
    },
  };
}

/** Collects what would be written, so that a test can search it for secrets. */
function listLog(lines: string[]): Log {
  const write =
    (level: string) =>
    (facts: object, message: string): void => {
      lines.push(JSON.stringify({ level, message, ...facts }));
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
