import { findProduct, type Product } from './products.ts';

/** Lives in a cookie, as `kopi-gayo:1.vas-mega:2`. It holds no price: those are looked up when they are needed. */
export type Cart = ReadonlyMap<string, number>;

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

const MAX_QUANTITY = 20;

export function readCart(text: string | undefined): Cart {
  const cart = new Map<string, number>();
  for (const entry of (text ?? '').split('.')) {
    const [sku = '', count = ''] = entry.split(':');
    const quantity = Number(count);
    if (findProduct(sku) && Number.isInteger(quantity) && quantity > 0) cart.set(sku, Math.min(quantity, MAX_QUANTITY));
  }
  return cart;
}

export const writeCart = (cart: Cart): string => [...cart].map(([sku, quantity]) => `${sku}:${quantity}`).join('.');

/** The cart with this many of the product; zero removes it. Unknown products and invalid numbers change nothing. */
export function withQuantity(cart: Cart, sku: string, quantity: number): Cart {
  if (!findProduct(sku) || !Number.isInteger(quantity) || quantity < 0) return cart;
  const next = new Map(cart);
  if (quantity === 0) next.delete(sku);
  else next.set(sku, Math.min(quantity, MAX_QUANTITY));
  return next;
}

export const cartLines = (cart: Cart): readonly CartLine[] =>
  [...cart].flatMap(([sku, quantity]) => {
    const product = findProduct(sku);
    return product ? [{ product, quantity }] : [];
  });

export const countItems = (cart: Cart): number => [...cart.values()].reduce((sum, quantity) => sum + quantity, 0);
