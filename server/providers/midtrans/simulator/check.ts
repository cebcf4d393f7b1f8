import { invalid } from './api-error.ts';

/* Reading of request bodies: every rule that the documents state is checked, every other member is passed over. */

export type Fields = Readonly<Record<string, unknown>>;

export function asObject(value: unknown, member: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(member, 'is required');
  return Object.fromEntries(Object.entries(value));
}

export const optionalObject = (value: unknown, member: string): Fields | undefined =>
  value === undefined ? undefined : asObject(value, member);

export function asText(value: unknown, member: string, max = 255): string {
  if (typeof value !== 'string' || value === '') throw invalid(member, 'is required');
  if (value.length > max) throw invalid(member, `size must be between 0 and ${max}`);
  return value;
}

export const optionalText = (value: unknown, member: string, max = 255): string | undefined =>
  value === undefined ? undefined : asText(value, member, max);

export function asWhole(value: unknown, member: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalid(member, 'must be an integer');
  if (value < min || value > max) throw invalid(member, `must be between ${min} and ${max}`);
  return value;
}

/** What all charges and pages have in common. */
export interface OrderFields {
  readonly orderId: string;
  readonly amount: number;
  readonly itemName: string;
}

/** @see https://docs.midtrans.com/reference/transaction-details-object; https://docs.midtrans.com/reference/item-details-object */
export function checkOrder(body: Fields): OrderFields {
  const details = asObject(body['transaction_details'], 'transaction_details');
  const orderId = asText(details['order_id'], 'transaction_details.order_id', 50);
  if (!/^[A-Za-z0-9\-_~.]+$/.test(orderId))
    throw invalid('transaction_details.order_id', 'contains illegal characters');
  const amount = asWhole(details['gross_amount'], 'transaction_details.gross_amount', 1);
  const itemName = checkItems(body['item_details'], amount);
  checkCustomer(optionalObject(body['customer_details'], 'customer_details'));
  return { orderId, amount, itemName: itemName ?? `Order ${orderId}` };
}

function checkItems(value: unknown, amount: number): string | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw invalid('item_details', 'must be an array');
  const items: readonly unknown[] = value;
  let sum = 0;
  for (const entry of items) {
    const item = asObject(entry, 'item_details');
    const name = asText(item['name'], 'item_details.name', 50);
    if (name.includes('|')) throw invalid('item_details.name', 'contains illegal characters');
    optionalText(item['id'], 'item_details.id', 50);
    optionalText(item['url'], 'item_details.url', 50);
    const price = asWhole(item['price'], 'item_details.price', -Number.MAX_SAFE_INTEGER);
    sum += price * asWhole(item['quantity'], 'item_details.quantity', 1);
  }
  if (sum !== amount) throw invalid('transaction_details.gross_amount', 'is not equal to the sum of item_details');
  const [first] = items;
  return first === undefined ? undefined : asText(asObject(first, 'item_details')['name'], 'item_details.name');
}

function checkCustomer(customer: Fields | undefined): void {
  if (customer === undefined) return;
  for (const name of ['first_name', 'last_name', 'phone'] as const)
    optionalText(customer[name], `customer_details.${name}`);
  const email = optionalText(customer['email'], 'customer_details.email');
  if (email !== undefined && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email))
    throw invalid('customer_details.email', 'format is invalid');
}

/** A lender wants to know all of this. */
export function checkLender(body: Fields, needsAddress: boolean): void {
  const customer = asObject(body['customer_details'], 'customer_details');
  for (const name of ['first_name', 'email', 'phone'] as const) asText(customer[name], `customer_details.${name}`);
  if (!Array.isArray(body['item_details'])) throw invalid('item_details', 'is required');
  const items: readonly unknown[] = body['item_details'];
  const ids = items.map((item) => asText(asObject(item, 'item_details')['id'], 'item_details.id', 50));
  if (new Set(ids).size !== ids.length) throw invalid('item_details.id', 'must not be repeated');
  if (!needsAddress) return;
  for (const item of items)
    for (const name of ['category', 'url'] as const)
      asText(asObject(item, 'item_details')[name], `item_details.${name}`);
  const address = asObject(customer['shipping_address'], 'customer_details.shipping_address');
  for (const name of ['address', 'city', 'postal_code', 'country_code'] as const)
    asText(address[name], `customer_details.shipping_address.${name}`);
}

const UNITS: Readonly<Record<string, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** How long something lives, in milliseconds. @see https://docs.midtrans.com/reference/custom-expiry-object */
export function checkDuration(
  { value, unit = 'minute' }: { readonly value: unknown; readonly unit: unknown },
  member: string,
  [min, max]: readonly [min: number, max: number],
): number {
  const name = asText(unit, `${member}.unit`).replace(/s$/, '');
  const factor = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
  if (factor === undefined) throw invalid(`${member}.unit`, 'must be second, minute, hour or day');
  const duration = asWhole(value, `${member}.expiry_duration`, 1) * factor;
  if (duration < min || duration > max) throw invalid(`${member}.expiry_duration`, 'is out of range');
  return duration;
}
