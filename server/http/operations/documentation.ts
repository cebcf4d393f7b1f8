import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { onFirstUse } from '../../platform/on-first-use.ts';
import type { Middleware } from '../context.ts';
import { DOCS_POLICY } from './docs.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
};
const BELOW = '/docs/';
const AGE_SECONDS = 300;

/**
 * Serves the documentation's files below `/docs/`, as the build has made them. They are read when they are asked for.
 *
 * @param directory the folder that holds them; '': there are none
 */
export function documentation(directory: string): Middleware {
  const names = onFirstUse(async () => new Set(await readdir(directory)));
  return async (ctx, next) => {
    const isAsked = directory !== '' && ctx.path.startsWith(BELOW) && (ctx.method === 'GET' || ctx.method === 'HEAD');
    const name = ctx.path.slice(BELOW.length) || 'index.html';
    // Only a name that the folder lists is opened.
    if (!isAsked || !(await names.get()).has(name)) return void (await next());
    ctx.set({ 'Content-Security-Policy': DOCS_POLICY, 'Cache-Control': `public, max-age=${AGE_SECONDS}` });
    ctx.body = await readFile(join(directory, name));
    ctx.set('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
  };
}
