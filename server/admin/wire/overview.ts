import * as z from 'zod/mini';
import { time } from './fields.ts';
import { paymentRow, QUESTIONS, refundRow } from './payments.ts';
import { payoutRow } from './payouts.ts';

/** What waits for a person, oldest first. */
export const attentionView = z.object({
  payments: z.array(
    z.object({
      question: z.enum(QUESTIONS),
      since: time,
      payment: paymentRow,
      /** What the decision `refund` gives back. */
      refundAmount: z.int(),
      /** With `refund_unknown`. */
      refund: z.optional(refundRow),
    }),
  ),
  payouts: z.array(z.object({ question: z.enum(['approval', 'unknown']), since: time, payout: payoutRow })),
});
export type AttentionView = z.infer<typeof attentionView>;

export const WINDOWS = ['24h', '7d'] as const;
export type Window = (typeof WINDOWS)[number];
export const insightsQuery = z.strictObject({ window: z.optional(z.enum(WINDOWS)) });

/** Payments by how they stand now. `left`: expired or canceled, so the customer did not pay. */
export const OUTCOMES = ['paid', 'open', 'left', 'failed', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];
const tally = z.object({ paid: z.int(), open: z.int(), left: z.int(), failed: z.int(), unknown: z.int() });
export type Tally = z.infer<typeof tally>;

/** Payments that were started in the window, by channel and by provider. */
export const insightsView = z.object({
  window: z.enum(WINDOWS),
  since: time,
  until: time,
  channels: z.array(z.object({ channel: z.string(), tally })),
  providers: z.array(
    z.object({
      provider: z.string(),
      /** `undefined`: it is not configured any more. */
      isReachable: z.optional(z.boolean()),
      tally,
      /** Equal parts of the window, oldest first. */
      steps: z.array(z.object({ since: time, tally })),
    }),
  ),
});
export type InsightsView = z.infer<typeof insightsView>;
