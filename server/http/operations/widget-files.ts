import type { Context, Middleware } from '../context.ts';
import { MethodNotAllowed } from '../problem.ts';
import { presentAssets, presentImportMap, type ServedWidget, type WidgetFile } from '../widget-assets.ts';

const YEAR_SECONDS = 31_536_000;
const ENTRY_SECONDS = 300;

/** Serves the widget's files. Module scripts are loaded cross-origin, so every page may read them; nothing is secret. */
export function widgetFiles(assets: ServedWidget, publicUrl: string): Middleware {
  const manifest = JSON.stringify(
    { ...presentAssets(assets), importMap: presentImportMap(assets, publicUrl) },
    null,
    2,
  );
  return async (ctx, next) => {
    const file = assets.files.get(ctx.path) ?? assets.earlier.get(ctx.path);
    if (file === undefined && assets.withdrawn.has(ctx.path)) return answerWithdrawn(ctx);
    if (file === undefined && ctx.path !== '/kasir.json') return void (await next());
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') throw new MethodNotAllowed(['GET']);
    if (file !== undefined) return sendFile(ctx, file);
    allowAllOrigins(ctx);
    ctx.set('Cache-Control', `public, max-age=${ENTRY_SECONDS}`);
    ctx.body = manifest;
    ctx.set('Content-Type', 'application/json; charset=utf-8');
  };
}

function allowAllOrigins(ctx: Context): void {
  ctx.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
}

function answerWithdrawn(ctx: Context): void {
  allowAllOrigins(ctx);
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 410;
  ctx.type = 'text/plain; charset=utf-8';
  ctx.body = 'This file of an earlier release has been withdrawn. Reload the page.';
}

function sendFile(ctx: Context, file: WidgetFile): void {
  allowAllOrigins(ctx);
  ctx.vary('Accept-Encoding');
  ctx.set({
    'Cache-Control': file.immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : `public, max-age=${ENTRY_SECONDS}`,
    ETag: file.etag,
  });
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  // Checked one by one: browsers list gzip first, but brotli is smaller.
  const encoding = (['br', 'gzip'] as const).find((each) => ctx.acceptsEncodings(each) === each) ?? 'identity';
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
  ctx.body = file.encodings[encoding];
  ctx.set('Content-Type', file.contentType);
}
