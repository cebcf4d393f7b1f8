import type { Context } from './context.ts';

/** Sends a successful JSON response. */
export function answer(ctx: Context, status: 200 | 201, view: object): void {
  ctx.status = status;
  ctx.body = JSON.stringify(view);
  ctx.set('Content-Type', 'application/json; charset=utf-8');
}
