import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod';
import { openOrderStore, type OrderStore } from '../../../../server/demo/shop/order-store.ts';
import { createShop } from '../../../../server/demo/shop/shop.ts';
import { storefrontApi } from '../../../../server/demo/shop/storefront-api.ts';
import { quickTmpdir } from '../../../support/quick-tmpdir.ts';

/** What the shop asked of the payment server, in order. */
interface Call {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** `{}` where none was sent. */
  readonly body: Readonly<Record<string, unknown>>;
}

interface ShopUnderTest {
  readonly origin: string;
  readonly store: OrderStore;
  readonly calls: readonly Call[];
  /** The next answers of the payment server, first come first served; `undefined`: the connection breaks. */
  readonly answers: (readonly [status: number, body: unknown] | undefined)[];
}

/** The shop over real HTTP, and a payment server that gives the responses that the test has prepared. */
export async function withShop(work: (shop: ShopUnderTest) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(quickTmpdir(), 'kasir-shop-'));
  const store = await openOrderStore(join(folder, 'shop.ndjson'));
  const calls: Call[] = [];
  const answers: ShopUnderTest['answers'] = [];
  const fakeFetch: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    const { method, headers } = request;
    return request.text().then((text) => {
      const path = new URL(request.url).pathname;
      const body = z.record(z.string(), z.unknown()).parse(text === '' ? {} : JSON.parse(text));
      calls.push({ method, path, idempotencyKey: headers.get('idempotency-key'), body });
      const answer = answers.shift();
      if (!answer) throw new TypeError('fetch failed');
      return Response.json(answer[1], { status: answer[0] });
    });
  };

  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  let productIds = 0;
  const shop = createShop({
    bffUrl: 'http://pay.test',
    shopOrigin: origin,
    shopOrigins: new Set(),
    webhookSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    api: storefrontApi('http://pay.test', 'key', fakeFetch),
    store,
    now: () => 1_000,
    newId: () => `order${String((productIds += 1)).padStart(8, '0')}`,
    log: { warn: () => undefined },
  });
  const handle = shop.callback();
  server.on('request', (request, response) => void handle(request, response));
  try {
    await work({ origin, store, calls, answers });
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** What a browser keeps between two requests, and how it sends a form. */
export function aVisitor(origin: string): {
  get(path: string): Promise<Response>;
  post(path: string, form: Readonly<Record<string, string>>, from?: string): Promise<Response>;
} {
  const jar = new Map<string, string>();
  const send = async (
    path: string,
    { headers, ...init }: { method?: string; body?: URLSearchParams; headers?: Record<string, string> },
  ): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(origin + path, {
      ...init,
      redirect: 'manual',
      headers: { ...headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  return {
    get: (path) => send(path, {}),
    post: (path, form, from = origin) =>
      send(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin: from } }),
  };
}
