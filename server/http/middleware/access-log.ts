import type { Clock, Log } from '../../payments/ports/ports.ts';
import { idFacts } from '../../platform/id-facts.ts';
import type { Context, Middleware } from '../context.ts';

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
        ...idFacts(...idsOf(ctx)),
        status: ctx.res.headersSent ? ctx.res.statusCode : ctx.status,
        ms: clock.now() - startedAt,
      };
      log.info(facts, 'request');
    }
  };

/** The pattern that matched, like `/v1/payments/:id`; `none` if none did. */
export const routeOf = (ctx: Context): string => (typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'none');

/** What the request is about: that of its path, the checkout of its client token, and what it has made. */
export const idsOf = (ctx: Context): readonly (string | undefined)[] => [
  ctx.params?.['id'],
  ctx.params?.['paymentId'],
  ctx.state.checkoutId,
  ctx.status < 300 ? ctx.state.resourceId : undefined,
];
