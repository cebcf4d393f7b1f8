import type { Clock, Log } from '../../payments/ports/ports.ts';
import type { Context, Middleware } from '../context.ts';

const OUR_ID = /^(?:co|pay|tok|rf|po|evt)_[0-9A-Za-z]{26}$/;

/**
 * One line for each request, when it is answered. An address is written as its route's pattern: what stands in the
 * place of a parameter may be a person's name, and a query may be anything.
 */
export const accessLog =
  (log: Log, clock: Clock): Middleware =>
  async (ctx, next) => {
    const begun = clock.now();
    try {
      await next();
    } finally {
      const facts = {
        requestId: ctx.state.requestId,
        method: ctx.method,
        route: routeOf(ctx),
        ...idOf(ctx),
        status: ctx.res.headersSent ? ctx.res.statusCode : ctx.status,
        ms: clock.now() - begun,
      };
      log.info(facts, 'request');
    }
  };

/** The pattern that matched, like `/v1/payments/:id`; `none` where none did. */
export const routeOf = (ctx: Context): string => (typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'none');

const idOf = (ctx: Context): { id?: string } => {
  const id = ctx.params?.['id'];
  return id !== undefined && OUR_ID.test(id) ? { id } : {};
};
