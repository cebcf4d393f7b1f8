import * as z from 'zod';

/** What the shop itself knows of an order. Everything about payments it knows only from signed events. */
export const ORDER_STATUSES = ['preparing', 'waiting', 'authorized', 'paid', 'expired', 'canceled'] as const;

export const orderSchema = z.object({
  /** Unguessable; in the addresses of the order's pages. */
  id: z.string(),
  /** The order number printed on the bill. */
  reference: z.string(),
  status: z.enum(ORDER_STATUSES),
  amount: z.int(),
  currency: z.string(),
  /** What was ordered; empty for orders made through `POST /demo/orders` with an amount of their own. */
  lines: z.array(z.object({ sku: z.string(), quantity: z.int(), unitAmount: z.int() })),
  customerReference: z.optional(z.string()),
  /** The body sent to create the checkout: sent again, unchanged, when the answer was lost. */
  request: z.record(z.string(), z.unknown()),
  checkoutId: z.optional(z.string()),
  /** The latest event sequence of the checkout that was applied. */
  sequence: z.int(),
  /** The payment that paid it, for refunds and captures. */
  paymentId: z.optional(z.string()),
  refundedAmount: z.int(),
  /** Why the order needs a review: the event's reason, or `amount_differs` when its amount is not the order's. */
  review: z.optional(z.string()),
  createdAt: z.number(),
  paidAt: z.optional(z.number()),
});
export type Order = z.infer<typeof orderSchema>;

/** An event that arrived with a valid signature. */
export const receivedEventSchema = z.object({
  /** `webhook-id`: the same on every delivery of the same event. */
  id: z.string(),
  type: z.string(),
  orderId: z.optional(z.string()),
  sequence: z.int(),
  receivedAt: z.number(),
  /** 1, and one more for every repetition. */
  deliveries: z.int(),
});
export type ReceivedEvent = z.infer<typeof receivedEventSchema>;

/** Changes whenever something about the order does: the open page asks for it and reloads when it differs. */
export const versionOf = (order: Order, events: number): string =>
  [order.status, order.sequence, order.refundedAmount, order.review ?? '', events].join('-');

/** A charge of a saved method: no customer is to pay anything. */
export const isCharge = (order: Order): boolean => Object.hasOwn(order.request, 'savedMethod');
