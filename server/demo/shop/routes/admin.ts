import type { Router } from '@koa/router';
import { referenceOf } from '../checkout-request.ts';
import type { Order } from '../order.ts';
import { ownFormsOnly } from '../own-forms-only.ts';
import { adminOrderPage, type OrderAtKasir } from '../pages/admin-order.ts';
import { adminPage } from '../pages/admin.ts';
import { formatPrice } from '../countries.ts';
import { recordOrder } from '../place-order.ts';
import { seeOther } from '../redirects.ts';
import { formBody } from '../request-body.ts';
import type { ShopSettings } from '../settings.ts';
import { KasirProblem, KasirUnreachable, type StorefrontApi } from '../storefront-api.ts';
import { visitOf } from '../visit.ts';

/** The shop's back office. A real one would have a login; this one is for trying things out. */
export function adminRoutes(router: Router, settings: ShopSettings): void {
  const { store, api, newId } = settings;

  router.get('/admin', async (ctx) => {
    const cursor = new URL(ctx.url, 'http://shop.invalid').searchParams.get('cursor') ?? undefined;
    const log = await orTrouble(async () => ({ events: await api.events(cursor) }));
    ctx.body = adminPage(visitOf(ctx, settings), store.orders().slice(0, 100), log).text;
  });

  router.get('/admin/orders/:id', async (ctx, next) => {
    const order = store.findOrder(ctx.params['id'] ?? '');
    if (!order) {
      await next();
      return;
    }
    const view = await orTrouble(() => atKasir(api, order));
    const said = new URL(ctx.url, 'http://shop.invalid').searchParams.get('said') ?? undefined;
    ctx.body = adminOrderPage(visitOf(ctx, settings), order, store.eventsOf(order.id), view, {
      said,
      key: newId(),
    }).text;
  });

  router.post('/admin/orders/:id', ownFormsOnly, async (ctx, next) => {
    const order = store.findOrder(ctx.params['id'] ?? '');
    if (!order) {
      await next();
      return;
    }
    const form = await formBody(ctx);
    const outcome = await orTrouble(() => act(settings, order, form));
    const said = typeof outcome === 'string' ? outcome : outcome.trouble;
    seeOther(ctx, `/admin/orders/${encodeURIComponent(order.id)}?said=${encodeURIComponent(said)}`);
  });
}

async function orTrouble<T>(work: () => Promise<T>): Promise<T | { trouble: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KasirProblem || error instanceof KasirUnreachable) return { trouble: error.message };
    throw error;
  }
}

async function atKasir(api: StorefrontApi, order: Order): Promise<OrderAtKasir | undefined> {
  if (order.checkoutId === undefined) return undefined;
  const checkout = await api.checkout(order.checkoutId);
  const payments = await Promise.all(checkout.payments.map(({ id }) => api.payment(id)));
  const savedMethods = order.customerReference === undefined ? [] : await api.savedMethods(order.customerReference);
  return { checkout, payments, savedMethods };
}

/** Does what the button names; returns the result as a sentence. */
async function act(settings: ShopSettings, order: Order, form: URLSearchParams): Promise<string> {
  const { api } = settings;
  const text = (name: string): string => (form.get(name) ?? '').trim();
  const payment = text('payment');
  const amount = text('amount') === '' ? undefined : Number(text('amount'));
  const key = text('key');
  switch (text('act')) {
    case 'inquire':
      return `The payment is ${(await api.inquire(payment)).status}.`;
    case 'capture':
      return `The payment is ${(await api.capture(payment, amount, key)).status}.`;
    case 'refund': {
      const refund = await api.refund(payment, amount, key);
      return `The refund of ${formatPrice(refund.amount, order.currency)} is ${refund.status}.`;
    }
    case 'cancel':
      return `The payment is ${(await api.cancelPayment(payment)).status}.`;
    case 'close':
      return order.checkoutId === undefined
        ? 'There is no checkout.'
        : `The checkout is ${(await api.cancelCheckout(order.checkoutId)).status}.`;
    case 'charge':
      return charge(settings, order, text('method'), key);
    case 'forget':
      await api.removeSavedMethod(text('method'));
      return 'The saved method is removed.';
    default:
      return 'There is no such button.';
  }
}

/** The same goods once more, as a subscription would do it: a new order, and no customer at the screen. */
async function charge(settings: ShopSettings, order: Order, savedMethod: string, key: string): Promise<string> {
  const { store, api, now } = settings;
  const { amount, currency } = order;
  const reference = referenceOf(key);
  const request = { reference, amount, currency, savedMethod };
  if (store.findOrder(key) === undefined) {
    await recordOrder(store, {
      id: key,
      lines: order.lines,
      request: { ...request, customer: { reference: order.customerReference } },
      now: now(),
    });
  }
  const payment = await api.charge(request, key);
  return `Order ${reference}: the payment is ${payment.status}.`;
}
