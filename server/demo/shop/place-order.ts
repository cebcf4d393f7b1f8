import type { Order } from './order.ts';
import type { OrderStore } from './order-store.ts';
import { KasirProblem, type StorefrontApi } from './storefront-api.ts';

export interface OrderDraft {
  readonly id: string;
  readonly lines: Order['lines'];
  /** The body of `POST /v1/checkouts`. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly now: number;
}

/** Stores the order before the payment server is called, so that a lost answer cannot orphan it. */
export async function recordOrder(store: OrderStore, { id, lines, request, now }: OrderDraft): Promise<Order> {
  const { reference, amount, currency, customer } = request;
  const order: Order = {
    id,
    reference: typeof reference === 'string' ? reference : id,
    status: 'preparing',
    amount: typeof amount === 'number' && Number.isSafeInteger(amount) ? amount : 0,
    currency: typeof currency === 'string' ? currency : '',
    lines,
    ...customerReferenceOf(customer),
    request: { ...request },
    sequence: 0,
    refundedAmount: 0,
    createdAt: now,
  };
  await store.save({ order });
  return order;
}

/**
 * The token with which the customer's browser opens the checkout of this order. Makes the checkout if need be: the
 * order's id is the Idempotency-Key, so a repeat after a crash or a lost answer finds the same checkout.
 */
export async function createShopCheckout(
  store: OrderStore,
  api: StorefrontApi,
  order: Order,
): Promise<{ order: Order; checkoutId: string; clientToken: string }> {
  if (order.checkoutId !== undefined) {
    return { order, checkoutId: order.checkoutId, clientToken: await api.freshToken(order.checkoutId) };
  }
  const {
    id: checkoutId,
    clientToken,
    amount,
    currency,
    reference,
  } = await api.createCheckout(order.request, order.id);
  // An event may have arrived meanwhile: change the stored order as it is now.
  const present = store.findOrder(order.id) ?? order;
  const opened: Order = {
    ...present,
    checkoutId,
    reference,
    amount,
    currency,
    status: present.status === 'preparing' ? 'waiting' : present.status,
  };
  await store.save({ order: opened });
  return { order: opened, checkoutId, clientToken };
}

/** The payment server refused the order for good; a repeat would be refused too. */
export const isDomainError = (error: unknown): error is KasirProblem =>
  error instanceof KasirProblem &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 429 &&
  error.status !== 401;

const customerReferenceOf = (customer: unknown): Pick<Order, 'customerReference'> =>
  typeof customer === 'object' && customer !== null && 'reference' in customer && typeof customer.reference === 'string'
    ? { customerReference: customer.reference }
    : {};
