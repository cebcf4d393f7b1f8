import type { Router } from '@koa/router';
import type Koa from 'koa';
import { checkoutAddress, requestOfDemo } from '../checkout-request.ts';
import { isDomainError, createShopCheckout, recordOrder } from '../place-order.ts';
import { rawBody } from '../request-body.ts';
import type { ShopSettings } from '../settings.ts';
import { KasirProblem, KasirUnreachable } from '../storefront-api.ts';

/**
 * `POST /demo/orders`: an order in the shop without clicking through it. The JSON body may name any member of
 * `POST /v1/checkouts`; without one it is a small order in Rupiah. 201 `{ checkoutId, clientToken, url }`, `url` being
 * the shop's checkout page; what the payment server refuses is answered with its own problem document.
 */
export function demoOrderRoutes(router: Router, settings: ShopSettings): void {
  const { store, api, newId, now, shopOrigin } = settings;

  router.post('/demo/orders', async (ctx) => {
    const body = parseObject((await rawBody(ctx)).toString('utf8'));
    if (body === undefined) return problem(ctx, 400, 'invalid_request', 'The body must be a JSON object, or empty');
    const id = newId();
    const order = await recordOrder(store, {
      id,
      ...requestOfDemo(body, { orderId: id, origin: shopOrigin }),
      now: now(),
    });
    try {
      const { checkoutId, clientToken } = await createShopCheckout(store, api, order);
      ctx.status = 201;
      ctx.body = { checkoutId, clientToken, url: checkoutAddress(shopOrigin, id) };
    } catch (error) {
      if (isDomainError(error)) await store.save({ order: { ...order, status: 'canceled' } });
      if (error instanceof KasirProblem) {
        ctx.status = error.status;
        ctx.body = JSON.stringify(error.body);
        ctx.type = 'application/problem+json';
      } else if (error instanceof KasirUnreachable) problem(ctx, 503, 'provider_unavailable', error.message);
      else throw error;
    }
  });
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function problem(ctx: Koa.Context, status: number, code: string, detail: string): void {
  ctx.status = status;
  ctx.body = JSON.stringify({ type: 'about:blank', title: detail, status, code, detail });
  ctx.type = 'application/problem+json';
}
