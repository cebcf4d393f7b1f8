import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { plainText } from '../wire/plain-text.ts';
import type { Seller } from '../environment/seller.ts';

/** `cartData` is JSON in a text field of this length. */
const MAX_LENGTH = 4000;

export interface CartOptions {
  /** Lenders require more fields of each item. */
  readonly forLender: boolean;
  /** For Akulaku: who sells the goods. */
  readonly seller?: Seller | undefined;
}

/**
 * The order's items as a JSON text. Their `goods_amt` must add up to the amount. NICEPAY's documents disagree on whether
 * it is multiplied by the quantity, so each line has its total and the quantity 1. What is left to the amount becomes a
 * line of its own. With a discount, which some partners reject as a negative line, or if the text becomes too long, there
 * is one single line.
 *
 * @see NICEPAY API V2, chapter "E-wallet", `cartData`; chapter "Payloan" for lenders
 */
export function buildCartData(order: PaymentOrder, options: CartOptions): string {
  const { amount } = order.money;
  const lines = (order.items ?? [])
    .map(({ name, quantity, unitAmount }) => ({ name: lineName(name, quantity), amount: quantity * unitAmount }))
    .filter((line) => line.amount > 0);
  const rest = amount - lines.reduce((sum, line) => sum + line.amount, 0);
  const whole = [...lines, ...(rest > 0 ? [{ name: 'Other', amount: rest }] : [])];
  const detailed = rest < 0 || lines.length === 0 ? undefined : write(whole, order, options);
  if (detailed !== undefined && detailed.length <= MAX_LENGTH) return detailed;
  return write([{ name: goodsName(order), amount }], order, options);
}

/** `goodsNm`: a description of the goods, at most 100 characters. */
export const goodsName = ({ description, items, orderNumber, merchantReference }: PaymentOrder): string =>
  plainText(description ?? items?.map((item) => item.name).join(', '), 100) ??
  `Order ${plainText(orderNumber, 90) ?? merchantReference}`;

interface Line {
  readonly name: string;
  readonly amount: number;
}

const lineName = (name: string, quantity: number): string => {
  const plain = plainText(name, 90) ?? 'Item';
  return quantity === 1 ? plain : `${plain} x${quantity}`;
};

function write(lines: readonly Line[], order: PaymentOrder, { forLender, seller }: CartOptions): string {
  const item = lines.map((line, index) => ({
    ...(forLender
      ? {
          goods_id: `${order.merchantReference}-${index + 1}`,
          goods_type: 'others',
          goods_url: new URL(order.returnUrl).origin,
        }
      : {}),
    img_url: '',
    goods_name: line.name,
    goods_detail: line.name,
    goods_amt: String(line.amount),
    goods_quantity: '1',
    ...(seller === undefined ? {} : { goods_sellers_id: seller.id, goods_sellers_name: seller.name }),
  }));
  return JSON.stringify({ count: String(item.length), item });
}

/**
 * `sellers`, which Akulaku requires: one seller, the merchant.
 *
 * @see NICEPAY API V2, chapter "Payloan", `sellers`
 */
export const buildSellers = (seller: Seller): string =>
  JSON.stringify([
    {
      sellersId: seller.id,
      sellersNm: seller.name,
      sellersEmail: seller.email,
      ...(seller.url === undefined ? {} : { sellersUrl: seller.url }),
      sellersAddress: {
        sellerNm: seller.firstName,
        sellerLastNm: seller.lastName,
        sellerAddr: seller.address,
        sellerCity: seller.city,
        sellerPostCd: seller.postalCode,
        sellerPhone: seller.phone,
        sellerCountry: seller.country,
      },
    },
  ]);
