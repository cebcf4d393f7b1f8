import type { Clock, Log } from '../../payments/ports/ports.ts';
import type { Context, Middleware } from '../context.ts';

const OUR_ID = /^(?:co|pay|tok|rf|po|evt)_[0-9A-Za-z]{26}$/;

/**
 * Logs one line for each answered request. The path is logged as its route pattern: a path parameter can be personal data
 * (a customer reference), and a query can be anything.
 */
export const accessLog =
  (log: Log, clock: Clock): Middleware =>
  async (ctx, next) => {
    const startedAt = clock.now();
    try {
      await next();
    } finally {
      const facts = {
        requestId: ctx.state.requestId,
        method: ctx.method,
        route: routeOf(ctx),
        ...idOf(ctx),
        status: ctx.res.headersSent ? ctx.res.statusCode : ctx.status,
        ms: clock.now() - startedAt,
      };
      log.info(facts, 'request');
    }
  };

/** The pattern that matched, like `/v1/payments/:id`; `none` if none did. */
export const routeOf = (ctx: Context): string => (typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'none');

const idOf = (ctx: Context): { id?: string } => {
  const id = ctx.params?.['id'];
  return id !== undefined && OUR_ID.test(id) ? { id } : {};
};
