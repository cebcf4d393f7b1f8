// Serves a recipe that takes web-standard requests: `node serve-web.mjs hono|next`. What its framework does beyond that
// (Next.js: routes by folder, JSX) stands here in a few lines.
import { createServer } from 'node:http';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const recipes = new URL('../../../server/recipes/javascript/', import.meta.url);
const load = (path) => import(new URL(path, recipes));

/** An element as text. */
globalThis.h = async (tag, attributes, ...children) => {
  const names = Object.entries(attributes ?? {}).filter(([, value]) => value !== false);
  const escape = (text) => String(text).replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const inner = await Promise.all(
    children.flat().map(async (child) => {
      const value = await child;
      return value === false || value === undefined ? '' : (value?.html ?? escape(value));
    }),
  );
  const head = names.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(value)}"`)).join('');
  return { html: `<${tag}${head}>${inner.join('')}</${tag}>` };
};

/** Beside its source, so that its imports are found. */
async function loadJsx(path) {
  const { transformSync } = await import('esbuild');
  const source = fileURLToPath(new URL(path, recipes));
  const { code } = transformSync(readFileSync(source, 'utf8'), { loader: 'jsx', jsxFactory: 'h', format: 'esm' });
  const made = `${source}.${process.pid}.mjs`;
  writeFileSync(made, code);
  try {
    return await import(made);
  } finally {
    rmSync(made);
  }
}

async function next() {
  const orders = await load('next/app/orders/route.js');
  const token = await load('next/app/orders/[id]/token/route.js');
  const webhook = await load('next/app/webhooks/kasir/route.js');
  const page = await loadJsx('next/app/orders/[id]/page.jsx');
  if (page.dynamic !== 'force-dynamic') throw new Error('the page of an order would be kept for everybody');
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/webhooks/kasir') return webhook.POST(request);
    if (pathname === '/orders') return orders.POST(request);
    // Served from the folder public/.
    if (pathname === '/order.js') {
      const script = readFileSync(new URL('order.js', recipes));
      return new Response(script, { headers: { 'content-type': 'text/javascript' } });
    }
    const renewed = /^\/orders\/(.+)\/token$/.exec(pathname)?.[1];
    if (renewed !== undefined) return token.POST(request, { params: Promise.resolve({ id: renewed }) });
    const id = /^\/orders\/(.+)$/.exec(pathname)?.[1];
    if (id === undefined) return new Response('', { status: 404 });
    const { html } = await page.default({ params: Promise.resolve({ id }) });
    return new Response(html, { headers: { 'cache-control': 'no-store' } });
  };
}

const handle = process.argv[2] === 'next' ? await next() : (await load('hono.mjs')).default.fetch;

async function answer(incoming, outgoing) {
  const hasBody = incoming.method === 'POST';
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method,
    headers: incoming.headers,
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}),
  });
  const response = await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

createServer((incoming, outgoing) => void answer(incoming, outgoing)).listen(Number(process.env.PORT), '127.0.0.1');
