import type Koa from 'koa';
import { countItems, readCart, type Cart } from './cart.ts';
import type { Visit } from './layout.ts';
import { readOptions } from './options.ts';
import type { ShopSettings } from './settings.ts';
import { isShopLanguage, SHOP_LANGUAGES, type ShopLanguage } from './shop-language.ts';
import { TEXTS } from './texts.ts';

const A_YEAR_MS = 365 * 24 * 60 * 60 * 1000;

export function remember(ctx: Koa.Context, name: string, value: string): void {
  ctx.cookies.set(name, value, { httpOnly: true, sameSite: 'lax', maxAge: A_YEAR_MS, overwrite: true });
}

export const cartOf = (ctx: Koa.Context): Cart => readCart(ctx.cookies.get('cart'));

/** The visitor: language, cart and options come from cookies; `?lang=en` changes the language and is remembered. */
export function visitOf(ctx: Koa.Context, { bffUrl, newId }: ShopSettings): Visit {
  const language = languageOf(ctx);
  let visitor = ctx.cookies.get('visitor');
  if (visitor === undefined || !/^pelanggan-[a-z0-9]{6,30}$/.test(visitor)) {
    visitor = `pelanggan-${newId().slice(-8)}`;
    remember(ctx, 'visitor', visitor);
  }
  return {
    language,
    texts: TEXTS[language],
    options: readOptions(new URLSearchParams(ctx.cookies.get('options') ?? ''), visitor),
    itemsInCart: countItems(cartOf(ctx)),
    path: ctx.url,
    bffUrl,
  };
}

function languageOf(ctx: Koa.Context): ShopLanguage {
  const requestedLanguage = new URL(ctx.url, 'http://shop.invalid').searchParams.get('lang') ?? '';
  if (isShopLanguage(requestedLanguage)) {
    remember(ctx, 'lang', requestedLanguage);
    return requestedLanguage;
  }
  const remembered = ctx.cookies.get('lang') ?? '';
  return isShopLanguage(remembered) ? remembered : SHOP_LANGUAGES[0];
}

/** The origin under which this visitor reached the shop, if it is one of the shop's; else the shop's own. */
export function originOf(ctx: Koa.Context, { shopOrigin, shopOrigins }: ShopSettings): string {
  const used = `${ctx.protocol}://${ctx.host}`;
  return shopOrigins.has(used) ? used : shopOrigin;
}
