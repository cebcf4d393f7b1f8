import type { Middleware } from '../context.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Strict defaults for every response: no caching, sniffing, referrer or framing. Pages and files relax them themselves.
 *
 * @param secure whether `PUBLIC_URL` is https, which adds `Strict-Transport-Security`
 */
export const securityHeadersOf = (secure: boolean): Readonly<Record<string, string>> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  ...(secure ? { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}` } : {}),
});

export const securityHeaders =
  (headers: Readonly<Record<string, string>>): Middleware =>
  async (ctx, next) => {
    ctx.set(headers);
    await next();
  };
