import { z } from 'zod';
import type { Fields } from './records.ts';
import { invalidField, ApiError } from './api-error.ts';

/* `cartData` and `sellers`: JSON documents in a text field. */

const text = z.string();
const item = z.looseObject({
  goods_name: text.min(1),
  goods_amt: text.regex(/^-?\d+$/),
  goods_quantity: text.regex(/^[1-9]\d*$/),
});
const lenderItem = item.extend({ goods_id: text.min(1), goods_detail: text, goods_type: text.min(1), goods_url: text });
const akulakuItem = lenderItem.extend({ goods_sellers_id: text.min(1), goods_sellers_name: text.min(1) });

/**
 * `{}` is accepted, as in NICEPAY's samples.
 *
 * @throws {ApiError} 9022: not a cart; 9023: it adds up to another amount
 */
export function checkCart({ cartData, amt, payMethod, mitraCd }: Fields): void {
  if (cartData === undefined || cartData.replaceAll(/\s/g, '') === '{}') return;
  const items = payMethod === '06' ? (mitraCd === 'AKLP' ? akulakuItem : lenderItem) : item;
  const cart = z.object({ count: text, item: z.array(items).min(1) }).safeParse(parse(cartData)).data;
  if (!cart || cart.count !== String(cart.item.length)) throw new ApiError('9022', 'cartData is not a valid cart');
  const lines = cart.item.map(({ goods_amt, goods_quantity }) => ({
    amount: Number(goods_amt),
    quantity: Number(goods_quantity),
  }));
  const plain = lines.reduce((sum, { amount }) => sum + amount, 0);
  const multiplied = lines.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0);
  // One partner multiplies by the quantity, the others do not: a cart has to be right either way.
  if (plain !== Number(amt) || multiplied !== Number(amt))
    throw new ApiError('9023', `The cart adds up to ${plain}, not ${amt}`);
  if (mitraCd === 'DANA' && lines.some(({ amount }) => amount < 0))
    throw new ApiError('9751', 'DANA accepts no negative lines');
}

const filled = text.min(1);
const sellers = z
  .array(
    z.object({
      sellersId: filled,
      sellersNm: filled,
      sellersEmail: filled,
      sellersUrl: text.optional(),
      sellersAddress: z.object({
        sellerNm: filled,
        sellerLastNm: filled,
        sellerAddr: filled,
        sellerCity: filled,
        sellerPostCd: filled,
        sellerPhone: filled,
        sellerCountry: filled,
      }),
    }),
  )
  .min(1);

/** Akulaku requires the seller, to whom it pays out. */
export function checkSellers(given: string | undefined): void {
  if (!sellers.safeParse(parse(given ?? '')).success) throw invalidField('sellers is not a valid list of sellers');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
