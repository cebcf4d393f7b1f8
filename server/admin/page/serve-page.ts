import type { Middleware } from '../../http/context.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WidgetFile } from '../../http/widget-assets.ts';
import { html } from '../../platform/html.ts';
import { SCRIPT } from './ui-build.ts';

/** Nothing inline, nothing from elsewhere; Trusted Types for whatever a script writes into the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** Every view has an address of its own, which can be reloaded and shared. */
const VIEWS = /^\/(?:payments(?:\/[\w]{1,40})?|payouts(?:\/[\w]{1,40})?|insights)?$/;

const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Crect width=%2232%22 height=%2232%22 rx=%229%22 fill=%22%230a6650%22/%3E%3Cpath d=%22M11 8v16M21 8l-9 8 9 8%22 fill=%22none%22 stroke=%22%23fff%22 stroke-width=%223.4%22 stroke-linecap=%22round%22 stroke-linejoin=%22round%22/%3E%3C/svg%3E';

const PAGE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>Kasir back office</title>
      <link rel="icon" href="${ICON}" />
      <script type="module" src="/${SCRIPT}"></script>
    </head>
    <body>
      <kasir-back-office><noscript>The back office needs JavaScript.</noscript></kasir-back-office>
    </body>
  </html> `.text;

/** Serves the page and its script. `script`: `undefined` where it was not built. */
export const servePage =
  (script: WidgetFile | undefined): Middleware =>
  async (ctx, next) => {
    const isPage = VIEWS.test(ctx.path);
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || (!isPage && ctx.path !== `/${SCRIPT}`))
      return void (await next());
    if (script === undefined) {
      ctx.status = 503;
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = 'The page of the back office is not built: run npm run build.\n';
    } else if (isPage) {
      ctx.set({ 'Content-Security-Policy': POLICY, 'Cross-Origin-Opener-Policy': 'same-origin' });
      ctx.body = PAGE;
      ctx.set('Content-Type', 'text/html; charset=utf-8');
    } else sendFile(ctx, script, 'no-cache');
  };
