import * as z from 'zod/mini';
import { PAYOUT_STATUSES } from '../payment-status.ts';
import { pageQuery, reference } from './fields.ts';
import { payoutViewSchema } from './payout-views.ts';

/** `GET /v1/payouts`: newest first. */
export const listPayoutsQuery = z.strictObject({
  reference: z.optional(reference),
  status: z.optional(z.enum(PAYOUT_STATUSES)),
  ...pageQuery,
});

export const listPayoutsResponse = z.object({
  data: z.array(payoutViewSchema),
  nextCursor: z.nullable(z.string()),
});
export type ListPayoutsResponse = z.infer<typeof listPayoutsResponse>;
