import { DomainError } from '../../payments/core/domain-error.ts';
import type { Middleware } from '../context.ts';

/** Of one request. Browsers and proxies send some thirty between them. */
export const MAX_HEADERS = 100;

/**
 * A request with too many headers is refused. Node would drop what comes after its own limit in silence, and with it
 * what a proxy of ours has written behind a stranger's.
 */
export const headerLimit: Middleware = async (ctx, next) => {
  if (ctx.req.rawHeaders.length > MAX_HEADERS * 2) {
    throw new DomainError('headers_too_large', `A request must have at most ${MAX_HEADERS} headers.`);
  }
  await next();
};
