import type { Router } from '@koa/router';
import type Koa from 'koa';
import { cartLines } from '../cart.ts';
import { requestOfCart } from '../checkout-request.ts';
import { isCharge, versionOf, type Order } from '../order.ts';
import { ownFormsOnly } from '../own-forms-only.ts';
import { cartPage } from '../pages/cart.ts';
import { checkoutPage } from '../pages/checkout.ts';
import { messagePage } from '../pages/message.ts';
import { orderPage } from '../pages/order.ts';
import { isDomainError, createShopCheckout, recordOrder } from '../place-order.ts';
import { seeOther } from '../redirects.ts';
import { formBody } from '../request-body.ts';
import type { ShopSettings } from '../settings.ts';
import { KasirProblem, KasirUnreachable } from '../storefront-api.ts';
import { cartOf, originOf, remember, visitOf } from '../visit.ts';

/** From the cart to the checkout, and the order's page. */
export function checkoutRoutes(router: Router, settings: ShopSettings): void {
  const { store, api, newId, now } = settings;

  router.post('/checkout', ownFormsOnly, async (ctx) => {
    const form = await formBody(ctx);
    const lines = cartLines(cartOf(ctx));
    if (lines.length === 0) return seeOther(ctx, '/cart');
    const visit = visitOf(ctx, settings);
    const id = newId();
    const wish = requestOfCart(lines, form, visit.options, {
      orderId: id,
      origin: originOf(ctx, settings),
      language: visit.language,
    });
    const order = await recordOrder(store, { id, ...wish, now: now() });
    try {
      await createShopCheckout(store, api, order);
    } catch (error) {
      if (isDomainError(error)) {
        await store.save({ order: { ...order, status: 'canceled' } });
        ctx.status = 422;
        ctx.body = cartPage(visit, lines, { form, problem: error.reasons ?? error.message }).text;
        return;
      }
      // The order is kept; its page tries again.
      if (!isTrouble(error)) throw error;
    }
    remember(ctx, 'cart', '');
    seeOther(ctx, `/checkout/${id}`);
  });

  // Also the return page after a payment page: the element finds the payment again by itself, and nothing in the address
  // is trusted.
  router.get('/checkout/:id', async (ctx, next) => {
    const order = store.findOrder(ctx.params['id'] ?? '');
    if (!order) {
      await next();
      return;
    }
    if (isCharge(order)) return seeOther(ctx, `/orders/${encodeURIComponent(order.id)}`);
    await showStoreCounter(ctx, order);
  });

  router.post('/checkout/:id/token', ownFormsOnly, async (ctx, next) => {
    const order = store.findOrder(ctx.params['id'] ?? '');
    if (!order?.checkoutId) {
      await next();
      return;
    }
    try {
      ctx.body = { clientToken: await api.freshToken(order.checkoutId) };
    } catch (error) {
      if (!isTrouble(error)) throw error;
      ctx.throw(503);
    }
  });

  router.get('/orders/:id', async (ctx, next) => {
    const order = store.findOrder(ctx.params['id'] ?? '');
    if (!order) {
      await next();
      return;
    }
    ctx.body = orderPage(visitOf(ctx, settings), order, store.eventsOf(order.id)).text;
  });

  router.get('/orders/:id/version', async (ctx, next) => {
    const order = store.findOrder(ctx.params['id'] ?? '');
    if (!order) {
      await next();
      return;
    }
    ctx.body = versionOf(order, store.eventsOf(order.id).length);
  });

  async function showStoreCounter(ctx: Koa.Context, order: Order): Promise<void> {
    const visit = visitOf(ctx, settings);
    const { texts } = visit;
    const orderPath = `/orders/${encodeURIComponent(order.id)}`;
    try {
      const opened = await createShopCheckout(store, api, order);
      ctx.body = checkoutPage(visit, opened.order, opened.clientToken).text;
    } catch (error) {
      if (isDomainError(error)) {
        // Closed in the meantime: the order's page shows its status.
        if (order.checkoutId !== undefined) return seeOther(ctx, orderPath);
        await store.save({ order: { ...order, status: 'canceled' } });
        ctx.status = 422;
        ctx.body = messagePage(
          visit,
          texts.trouble,
          error.message,
          { href: '/', label: texts.backToShop },
          error.reasons,
        ).text;
      } else if (isTrouble(error)) {
        settings.log.warn({ orderId: order.id, error: error.message }, 'the payment server did not open a checkout');
        ctx.status = 503;
        ctx.body = messagePage(visit, texts.trouble, texts.troubleMore, { href: ctx.path, label: texts.tryAgain }).text;
      } else throw error;
    }
  }
}

const isTrouble = (error: unknown): error is KasirProblem | KasirUnreachable =>
  error instanceof KasirProblem || error instanceof KasirUnreachable;
