import type { PaymentOrder } from '../../../payments/ports/ports.ts';

/** One line of `item_details`. */
export interface ItemLine {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
}

/** A request has at most 16,000 characters: so many lines of any content leave room for the rest. */
const MAX_LINES = 50;
const MAX_NAME = 50;

/**
 * The order's items. `price × quantity` of all lines has to be exactly the amount, else the charge is refused: what is
 * missing, or what the shop has taken off, becomes a line of its own. So do lines beyond the fiftieth. An order without
 * items is one line.
 *
 * @see https://docs.midtrans.com/reference/item-details-object
 */
export function buildItems(order: PaymentOrder): readonly ItemLine[] {
  const { amount } = order.money;
  const items = (order.items ?? []).filter(({ quantity }) => quantity > 0);
  if (items.length === 0) return [line(0, describe(order), amount)];
  const shown = items.slice(0, items.length > MAX_LINES ? MAX_LINES - 1 : MAX_LINES);
  const lines = shown.map(({ name, quantity, unitAmount }, index) => line(index, name, unitAmount, quantity));
  const sum = lines.reduce((total, { price, quantity }) => total + price * quantity, 0);
  const rest = amount - sum;
  if (rest === 0) return lines;
  return [...lines, line(lines.length, rest < 0 ? 'Potongan' : 'Lainnya', rest)];
}

const line = (index: number, name: string, price: number, quantity = 1): ItemLine => ({
  id: String(index + 1),
  name: plainLine(name, MAX_NAME) ?? 'Barang',
  price,
  quantity,
});

const describe = ({ description, orderNumber, merchantReference }: PaymentOrder): string =>
  description ?? `Pesanan ${orderNumber ?? merchantReference}`;

/** One line of plain text. Alfamart refuses a `|`. `undefined` where nothing is left. */
export function plainLine(text: string | undefined, max: number): string | undefined {
  const plain = Array.from((text ?? '').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}|\s]+/gu, ' ').trim())
    .slice(0, max)
    .join('')
    .trim();
  return plain === '' ? undefined : plain;
}
