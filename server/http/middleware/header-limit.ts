import type { IncomingMessage } from 'node:http';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Middleware } from '../context.ts';

/** Of one request. Browsers and proxies together send about thirty. */
export const MAX_HEADERS = 100;

export const hasTooManyHeaders = (request: IncomingMessage): boolean => request.rawHeaders.length > MAX_HEADERS * 2;

/**
 * Rejects a request with too many headers. Node would silently drop those beyond its own limit, and with them the ones
 * that our own proxies appended.
 */
export const headerLimit: Middleware = async (ctx, next) => {
  if (hasTooManyHeaders(ctx.req)) {
    throw new DomainError('headers_too_large', `A request must have at most ${MAX_HEADERS} headers.`);
  }
  await next();
};
