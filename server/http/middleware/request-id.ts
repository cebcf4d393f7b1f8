import { randomUUID } from 'node:crypto';
import type { Middleware } from '../context.ts';

/** Names the request, for the caller's problem document and our log alike. A name that comes from outside is not used. */
export const requestId: Middleware = async (ctx, next) => {
  ctx.state.requestId = randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};
