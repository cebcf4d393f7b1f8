import type { Router } from '@koa/router';
import { receiveEvent } from '../receive-event.ts';
import { rawBody } from '../request-body.ts';
import type { ShopSettings } from '../settings.ts';

/** Receives the payment server's events. 204: stored. 401: the signature is wrong, and nothing was changed. */
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
