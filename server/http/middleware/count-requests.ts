import type { Middleware } from '../context.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { routeOf } from './access-log.ts';

/** Measures each request by method, route pattern and status. */
export const countRequests =
  (metrics: Metrics): Middleware =>
  async (ctx, next) => {
    const stop = metrics.requestSeconds.startTimer();
    try {
      await next();
    } finally {
      const status = ctx.res.headersSent ? ctx.res.statusCode : ctx.status;
      stop({ method: ctx.method, route: routeOf(ctx), status: String(status) });
    }
  };
