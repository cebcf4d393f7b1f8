import * as z from 'zod/mini';
import { payoutViewSchema } from './payout-views.ts';
import { checkoutViewSchema, paymentViewSchema, refundViewSchema, savedMethodViewSchema } from './views.ts';

export const EVENT_NAMES = [
  'checkout.paid',
  'checkout.expired',
  'checkout.canceled',
  'payment.requires_action',
  'payment.authorized',
  'payment.succeeded',
  'payment.failed',
  'payment.expired',
  'payment.canceled',
  'payment.refunded',
  'payment.reversed',
  'payment.review_required',
  'saved_method.activated',
  'saved_method.removed',
  'payout.succeeded',
  'payout.failed',
] as const;

/** What is signed and sent to the storefront. Its id is in the header `webhook-id`. */
export const eventBodySchema = z.object({
  type: z.enum(EVENT_NAMES),
  timestamp: z.iso.datetime(),
  data: z.object({
    /** Rises with every event of one checkout, or of one payout. */
    sequence: z.int(),
    checkout: z.optional(checkoutViewSchema),
    payment: z.optional(paymentViewSchema),
    refund: z.optional(refundViewSchema),
    savedMethod: z.optional(savedMethodViewSchema),
    payout: z.optional(payoutViewSchema),
  }),
});
export type EventBody = z.infer<typeof eventBodySchema>;

/** The same in the event log, with its id and what became of its delivery. */
export const eventViewSchema = z.extend(eventBodySchema, {
  id: z.string(),
  delivery: z.object({
    /** `waiting`: all scheduled tries failed; only a redelivery sends it again. */
    status: z.enum(['pending', 'delivered', 'waiting']),
    attempts: z.int(),
    deliveredAt: z.optional(z.iso.datetime()),
  }),
});
export type EventView = z.infer<typeof eventViewSchema>;
