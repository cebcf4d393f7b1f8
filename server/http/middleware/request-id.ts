import { randomUUID } from 'node:crypto';
import type { Middleware } from '../context.ts';

/** Identifies the request in problem documents and the log. An id sent by the caller is not used. */
export const requestId: Middleware = async (ctx, next) => {
  ctx.state.requestId = randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};
