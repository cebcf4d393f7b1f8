import { docsPage } from '../docs/page.ts';
import { DOCS_STYLE } from '../docs/style.ts';
import type { Middleware } from '../context.ts';
import { openApiDocument } from '../openapi/document.ts';

/** Of the pages of the documentation: they have no script. */
export const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A response that does not change while the server runs. Made when it is first asked for: a start need not wait. */
function fixed(contentType: string, make: () => string, headers: Readonly<Record<string, string>> = {}): Middleware {
  let text: string | undefined;
  return (ctx) => {
    ctx.set(headers);
    ctx.body = text ??= make();
    ctx.set('Content-Type', contentType);
  };
}

export const openApiJson = (publicUrl: string, version: string): Middleware =>
  fixed('application/json; charset=utf-8', () => JSON.stringify(openApiDocument(publicUrl, version), null, 2));

export const docs = (version: string, hasPages: boolean): Middleware =>
  fixed('text/html; charset=utf-8', () => docsPage(version, hasPages ? 'docs/index.html' : undefined), {
    'Content-Security-Policy': DOCS_POLICY,
  });

export const docsStyle: Middleware = fixed('text/css; charset=utf-8', () => DOCS_STYLE);
