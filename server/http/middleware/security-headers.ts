import type { Middleware } from '../context.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * What every answer says to a browser: keep no copy, guess no type, tell nobody where you came from, show it in no
 * frame. Pages and files that want less of it say so themselves.
 *
 * @param secure whether our address is https, so that browsers may be told to keep to it
 */
export const securityHeaders =
  (secure: boolean): Middleware =>
  async (ctx, next) => {
    ctx.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      ...(secure ? { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}` } : {}),
    });
    await next();
  };
