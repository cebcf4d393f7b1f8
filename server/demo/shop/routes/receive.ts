import type { Router } from '@koa/router';
import { receiveEvent } from '../receive-event.ts';
import { rawBody } from '../request-body.ts';
import type { ShopSettings } from '../settings.ts';

/** Where the payment server tells the shop what happened. 204: stored, here for good. 401: not proven, not believed. */
export function receiveRoutes(router: Router, { webhookSecret, store, now, log }: ShopSettings): void {
  router.post('/webhooks/kasir', async (ctx) => {
    const body = await rawBody(ctx);
    const headers = Object.fromEntries(
      Object.entries(ctx.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    const outcome = await receiveEvent({ body, headers }, webhookSecret, store, now());
    if (outcome === 'refused') log.warn({ from: ctx.ip }, 'the shop was sent an event without a valid signature');
    ctx.status = outcome === 'refused' ? 401 : 204;
  });
}
