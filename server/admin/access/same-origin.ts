import { DomainError } from '../../payments/core/domain-error.ts';
import type { Context, Middleware } from '../../http/context.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Refuses whatever another page makes a browser send. The cookie alone is no protection: pages on other ports of the same
 * host count as the same site. A browser says itself who asks; one that does not has to send the page's own `Origin`.
 */
export const sameOrigin: Middleware = async (ctx, next) => {
  if (!SAFE.has(ctx.method) && !isOwn(ctx))
    throw new DomainError('forbidden', 'Only the page of this back office may send that (Origin, Sec-Fetch-Site).');
  await next();
};

function isOwn(ctx: Context): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site === 'same-origin';
  const origin = originOf(ctx);
  return origin !== undefined && origin.host === ctx.get('Host');
}

/** The page's own origin, as the browser names it. */
export function originOf(ctx: Context): URL | undefined {
  const origin = ctx.get('Origin');
  return URL.canParse(origin) ? new URL(origin) : undefined;
}
