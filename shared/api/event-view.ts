import * as z from 'zod/mini';
import { EVENT_TYPES } from '../event-type.ts';
import { payoutViewSchema } from './payout-views.ts';
import { checkoutViewSchema, paymentViewSchema, refundViewSchema, savedMethodViewSchema } from './views.ts';

/** What is signed and sent to the storefront. Its id is in the header `webhook-id`. */
export const eventBodySchema = z.object({
  type: z.enum(EVENT_TYPES),
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
