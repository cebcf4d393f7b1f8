import { readFileSync } from 'node:fs';

/** The strictest policy a shop may have, which the widget's README names as sufficient. */
const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

interface ServedRequest {
  readonly path: string;
  set(header: string, value: string): void;
}

/** A plugin of the test runner: `/strict/*` are pages with that policy and without the test runner's scripts. */
export const strictPages = {
  name: 'strict-pages',
  serve(request: ServedRequest): { type: string; body: string } | undefined {
    if (!request.path.startsWith('/strict/')) return undefined;
    request.set('content-security-policy', STRICT_POLICY);
    const page = request.path.slice('/strict/'.length);
    return { type: 'html', body: readFileSync(new URL(`../pages/${page}`, import.meta.url), 'utf8') };
  },
};
