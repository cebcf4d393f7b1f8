import type { Context, Middleware } from '../context.ts';
import { MethodNotAllowed } from '../problem.ts';
import { sendFile } from '../send-file.ts';
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
    allowAllOrigins(ctx);
    if (file !== undefined) return sendFile(ctx, file, cacheControlOf(file));
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

const cacheControlOf = ({ immutable }: WidgetFile): string =>
  immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : `public, max-age=${ENTRY_SECONDS}`;
