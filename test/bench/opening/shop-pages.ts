import { createServer } from 'node:http';
import { once } from 'node:events';
import { brotliCompressSync } from 'node:zlib';
import { amountText, METHODS } from './methods.ts';

/** The shop: a server of pages for the element and for the floors. Everything is compressed beforehand. */
export interface ShopPages {
  readonly origin: string;
  /** Keeps a page, and returns its address. */
  publish(name: string, content: PageContent): string;
  close(): void;
}

export interface PageContent {
  readonly head: string;
  readonly body: string;
}

const HOST_CSS =
  'body { margin: 0; font: 16px/1.4 system-ui, sans-serif } main { max-width: 480px; margin: 0 auto; padding: 16px }';

const htmlOf = ({ head, body }: PageContent): string => `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Checkout</title>
<link rel="stylesheet" href="/host.css">
${head}
</head>
<body>
<main>
<h1>Checkout</h1>
<p>Order INV-2041, ${amountText(METHODS.amount)}</p>
${body}
<section><h2>Questions?</h2><p>Write to support@shop.example. We keep your order for 24 hours.</p></section>
</main>
</body>
</html>
`;

const logoOf = (path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="26" viewBox="0 0 40 26"><rect width="40" height="26" rx="4" fill="hsl(${(path.length * 47) % 360} 55% 45%)"/><path d="M7 19 13 7l7 12 7-12 6 12" fill="none" stroke="#fff" stroke-width="2"/></svg>`;

interface File {
  readonly type: string;
  readonly content: Buffer;
}

/** `scripts`: by the path they are served at. */
export async function openShopPages(scripts: Readonly<Record<string, string>>): Promise<ShopPages> {
  const files = new Map<string, File>();
  const keep = (path: string, type: string, text: string): void => {
    files.set(path, { type: `${type}; charset=utf-8`, content: brotliCompressSync(text) });
  };
  keep('/host.css', 'text/css', HOST_CSS);
  keep('/methods', 'application/json', JSON.stringify(METHODS));
  keep('/empty', 'text/html', '<!doctype html><title>Empty</title>');
  for (const { methods } of METHODS.groups)
    for (const { code } of methods) keep(`/logos/${code}.svg`, 'image/svg+xml', logoOf(code));
  for (const [path, code] of Object.entries(scripts)) keep(path, 'text/javascript', code);

  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file === undefined) {
      response.writeHead(404, { 'content-length': 0 }).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': file.type,
        'content-encoding': 'br',
        'content-length': file.content.length,
        'cache-control': 'no-store',
      })
      .end(file.content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the pages of the bench have no address');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    publish(name, content) {
      keep(`/${name}`, 'text/html', htmlOf(content));
      return `${origin}/${name}`;
    },
    close: () => void server.close(),
  };
}
