import type { Router } from '@koa/router';
import { ASSETS } from '../assets.ts';
import { cartLines, withQuantity, writeCart } from '../cart.ts';
import { writeOptions, readOptions } from '../options.ts';
import { ownFormsOnly } from '../own-forms-only.ts';
import { cartPage } from '../pages/cart.ts';
import { homePage } from '../pages/home.ts';
import { localPath, seeOther } from '../redirects.ts';
import { formBody } from '../request-body.ts';
import type { ShopSettings } from '../settings.ts';
import { cartOf, remember, visitOf } from '../visit.ts';

/** Looking around, filling the cart, and the options of the person who tries the demo. */
export function browseRoutes(router: Router, settings: ShopSettings): void {
  router.get('/', (ctx) => {
    ctx.body = homePage(visitOf(ctx, settings)).text;
  });

  router.get('/shop-assets/:file', async (ctx, next) => {
    const asset = ASSETS[ctx.params['file'] ?? ''];
    if (!asset) {
      await next();
      return;
    }
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = asset.type;
    ctx.body = asset.body;
  });

  router.get('/cart', (ctx) => {
    ctx.body = cartPage(visitOf(ctx, settings), cartLines(cartOf(ctx))).text;
  });

  router.post('/cart', ownFormsOnly, async (ctx) => {
    const sku = (await formBody(ctx)).get('sku') ?? '';
    const cart = cartOf(ctx);
    remember(ctx, 'cart', writeCart(withQuantity(cart, sku, (cart.get(sku) ?? 0) + 1)));
    seeOther(ctx, '/cart');
  });

  router.post('/cart/quantity', ownFormsOnly, async (ctx) => {
    const form = await formBody(ctx);
    const quantity = form.has('remove') ? 0 : Number(form.get('quantity') ?? '');
    remember(ctx, 'cart', writeCart(withQuantity(cartOf(ctx), form.get('sku') ?? '', quantity)));
    seeOther(ctx, '/cart');
  });

  router.post('/options', ownFormsOnly, async (ctx) => {
    const form = await formBody(ctx);
    const { options } = visitOf(ctx, settings);
    remember(ctx, 'options', writeOptions(readOptions(form, options.customerReference)));
    seeOther(ctx, localPath(form.get('back')));
  });
}
