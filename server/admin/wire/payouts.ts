import * as z from 'zod/mini';
import { createPayoutRequest } from '../../../shared/api/create-payout.ts';
import { pageQuery, reference } from '../../../shared/api/fields.ts';
import { payoutViewSchema } from '../../../shared/api/payout-views.ts';
import { CURRENCIES } from '../../../shared/money.ts';
import { PAYOUT_STATUSES } from '../../../shared/payment-status.ts';
import { note } from './fields.ts';
import { timelineEntry } from './timeline.ts';

export const listPayoutsQuery = z.strictObject({
  reference: z.optional(reference),
  status: z.optional(z.enum(PAYOUT_STATUSES)),
  ...pageQuery,
});

export const payoutRow = z.object({
  ...payoutViewSchema.shape,
  provider: z.string(),
  /** An operator's name, or `payout key`. */
  madeBy: z.string(),
  /** Made by the operator who is asking. */
  isOwn: z.boolean(),
});
export type PayoutRow = z.infer<typeof payoutRow>;

export const payoutList = z.object({ data: z.array(payoutRow), nextCursor: z.nullable(z.string()) });
export type PayoutList = z.infer<typeof payoutList>;

export const payoutDetail = z.object({
  ...payoutRow.shape,
  approvedBy: z.optional(z.string()),
  merchantReference: z.string(),
  providerReferences: z.record(z.string(), z.string()),
  timeline: z.array(timelineEntry),
  actions: z.object({
    approve: z.boolean(),
    /** Its outcome has been unknown for so long that a person may decide. */
    resolve: z.array(z.enum(['succeeded', 'failed'])),
  }),
});
export type PayoutDetail = z.infer<typeof payoutDetail>;

/** What a payout can be made in: empty where no provider pays out. */
export const payoutOptions = z.object({
  currencies: z.array(
    z.object({
      currency: z.enum(CURRENCIES),
      banks: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
});
export type PayoutOptions = z.infer<typeof payoutOptions>;

export const makePayoutRequest = z.extend(createPayoutRequest, { note });
