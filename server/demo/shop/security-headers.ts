import type Koa from 'koa';

/** Nothing inline, nothing from elsewhere but the payment element and its calls; Trusted Types for what scripts do. */
export function shopSecurityHeaders(bffUrl: string): Koa.Middleware {
  const bff = new URL(bffUrl).origin;
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${bff}`,
    `connect-src 'self' ${bff}`,
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${bff}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
  return async (ctx, next) => {
    ctx.set('Content-Security-Policy', policy);
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Referrer-Policy', 'same-origin');
    ctx.set('Cache-Control', 'no-store');
    await next();
  };
}
