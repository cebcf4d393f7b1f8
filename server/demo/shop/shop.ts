import { Router } from '@koa/router';
import Koa from 'koa';
import { messagePage } from './pages/message.ts';
import { adminRoutes } from './routes/admin.ts';
import { browseRoutes } from './routes/browse.ts';
import { checkoutRoutes } from './routes/checkout.ts';
import { demoOrderRoutes } from './routes/demo-orders.ts';
import { receiveRoutes } from './routes/receive.ts';
import { shopSecurityHeaders } from './security-headers.ts';
import type { ShopSettings } from './settings.ts';
import { visitOf } from './visit.ts';

/**
 * Soga & Nila: a small shop as a merchant would build one. It imports nothing of Kasir and knows it only from outside:
 * the storefront API over HTTP, the signed events, and the element that its checkout page embeds.
 */
export function createShop(settings: ShopSettings): Koa {
  const shop = new Koa();
  shop.on('error', (error: unknown) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
    if (typeof status === 'number' && status < 500) return;
    settings.log.warn({ error: error instanceof Error ? error.stack : String(error) }, 'demo shop request failed');
  });
  shop.use(shopSecurityHeaders(settings.bffUrl));

  const router = new Router();
  browseRoutes(router, settings);
  checkoutRoutes(router, settings);
  receiveRoutes(router, settings);
  demoOrderRoutes(router, settings);
  adminRoutes(router, settings);
  shop.use(router.routes());

  shop.use((ctx) => {
    const visit = visitOf(ctx, settings);
    const { texts } = visit;
    ctx.status = 404;
    ctx.body = messagePage(visit, texts.notFound, texts.notFoundMore, { href: '/', label: texts.backToShop }).text;
  });
  return shop;
}

/** The first segments of the shop's paths, where it shares its origin with the BFF. */
const SHOP_PATHS = new Set(['', 'shop-assets', 'cart', 'options', 'checkout', 'orders', 'webhooks', 'demo', 'admin']);

export const isShopPath = (path: string): boolean => SHOP_PATHS.has(path.split('/')[1] ?? '');
