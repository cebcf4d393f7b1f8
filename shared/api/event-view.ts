import * as z from 'zod/mini';
import { EVENT_TYPES } from '../event-type.ts';
import { payoutViewSchema } from './payout-views.ts';
import {
  checkoutViewSchema,
  refundViewSchema,
  storefrontPaymentViewSchema,
  storefrontSavedMethodViewSchema,
  unreadable,
} from './views.ts';

/** What is signed and sent to the storefront. Its id is in the header `webhook-id`. */
export const eventBodySchema = z.object({
  type: z.enum(EVENT_TYPES),
  timestamp: z.iso.datetime(),
  data: z.object({
    /** Rises with every event of one checkout, or of one payout. */
    sequence: z.int(),
    checkout: z.optional(checkoutViewSchema),
    payment: z.optional(storefrontPaymentViewSchema),
    refund: z.optional(refundViewSchema),
    savedMethod: z.optional(storefrontSavedMethodViewSchema),
    payout: z.optional(payoutViewSchema),
  }),
});
export type EventBody = z.infer<typeof eventBodySchema>;

/** The same in the event log, with its id and what became of its delivery. */
export const eventViewSchema = z.extend(eventBodySchema, {
  id: z.string(),
  data: z.nullable(eventBodySchema.shape.data),
  unreadable,
  delivery: z.object({
    /**
     * `waiting`: tried at `nextAt`; `refused`: the last answer was a definite refusal, and it is tried again at `nextAt`;
     * `held`: behind an earlier event of its checkout; `exhausted`: every try failed, only a redelivery sends it again;
     * `off`: its type is not chosen or there is no address, so it is never sent by itself.
     */
    status: z.enum(['delivered', 'waiting', 'refused', 'held', 'exhausted', 'off']),
    attempts: z.int(),
    lastAnswer: z.optional(
      z.object({ at: z.iso.datetime(), status: z.optional(z.int()), error: z.optional(z.string()) }),
    ),
    nextAt: z.optional(z.iso.datetime()),
    deliveredAt: z.optional(z.iso.datetime()),
  }),
});
export type EventView = z.infer<typeof eventViewSchema>;
