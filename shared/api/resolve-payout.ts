import * as z from 'zod/mini';
import { words } from './fields.ts';
import { payoutViewSchema } from './payout-views.ts';

/** `POST /v1/payouts/:id/resolve`: a person says what became of a payout that nobody knows about. */
export const resolvePayoutRequest = z.strictObject({
  decision: z.enum(['succeeded', 'failed']),
  /** Why, for the history. */
  note: words(255),
});

export const resolvePayoutResponse = payoutViewSchema;
