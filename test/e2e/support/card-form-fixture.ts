import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { FakeBff } from '../../../widget/testing/fake-bff.ts';

/**
 * A shop, a BFF and a card provider on three origins, to test where a card number goes. The BFF is a fake, and the provider
 * only records what is posted.
 */
export interface CardFormFixture {
  readonly bff: FakeBff;
  readonly shopUrl: string;
  readonly payUrl: string;
  /** The bodies posted to the provider. */
  readonly posts: readonly string[];
  close(): Promise<void>;
}

const DIST = fileURLToPath(new URL('../../../widget/dist/', import.meta.url));

export async function openCardFormFixture(): Promise<CardFormFixture> {
  if (!existsSync(`${DIST}kasir.js`)) throw new Error('the widget is not built: npm run build');
  const bff = new FakeBff();
  const posts: string[] = [];

  const [bffServer, bffUrl] = await listen((request, response) => void answer(bff, request, response));
  const [provider, providerUrl] = await listen((request, response) => {
    // Some browsers ask a page's server for an icon as well.
    if (request.method !== 'POST') return void response.writeHead(404).end();
    void buffer(request).then((body) => {
      posts.push(body.toString('utf8'));
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Bank</title><h1>Thank you</h1>');
    });
  });
  const [shop, shopUrl] = await listen((_, response) => {
    response.setHeader('content-security-policy', policy(bffUrl, providerUrl));
    response.setHeader('content-type', 'text/html').end(shopPage(bffUrl, bff.token));
  });

  return {
    bff,
    shopUrl,
    payUrl: `${providerUrl}/pay`,
    posts,
    async close() {
      for (const server of [bffServer, provider, shop]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}

/** A strict content security policy: scripts and requests to the BFF, forms to the provider. */
const policy = (bffUrl: string, providerUrl: string): string =>
  [
    "default-src 'none'",
    `script-src ${bffUrl}`,
    `connect-src ${bffUrl}`,
    `form-action ${providerUrl}`,
    'img-src data:',
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const shopPage = (bffUrl: string, token: string): string => `<!doctype html>
<html lang="id">
  <meta name="viewport" content="width=device-width" />
  <link rel="icon" href="data:," />
  <title>Toko</title>
  <script type="module" src="${bffUrl}/kasir.js"></script>
  <kasir-checkout bff="${bffUrl}" token="${token}"></kasir-checkout>
</html>`;

async function answer(bff: FakeBff, request: IncomingMessage, response: Parameters<RequestListener>[1]): Promise<void> {
  const path = request.url ?? '/';
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'authorization, content-type, idempotency-key, last-event-id');
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  if (!path.startsWith('/v1/')) {
    response.setHeader('content-type', 'text/javascript').end(readFileSync(DIST + path.slice(1)));
    return;
  }
  const left = new AbortController();
  response.on('close', () => left.abort());
  const { status, headers, body } = await bff.fetch(`http://bff.test${path}`, {
    method: request.method ?? 'GET',
    headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && name !== 'connection' ? [[name, value]] : [],
    ),
    ...(request.method === 'POST' ? { body: await buffer(request) } : {}),
    signal: left.signal,
  });
  response.writeHead(status, Object.fromEntries(headers));
  try {
    for await (const chunk of body ?? []) response.write(chunk);
  } catch {
    // The page has left, and with it its event stream.
  }
  response.end();
}

async function listen(listener: RequestListener): Promise<readonly [Server, url: string]> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return [server, `http://localhost:${address.port}`];
}
