import * as z from 'zod/mini';
import { CURRENCIES } from '../money.ts';
import { FAILURE_CODES, PAYOUT_STATUSES } from '../payment-status.ts';
import { unreadable } from './views.ts';

/** The views of payouts. Separate from the others, because the widget does not need them. */

const time = z.iso.datetime();
const amount = z.int().check(z.nonnegative());

export const FEE_BEARERS = ['recipient', 'merchant'] as const;

export const payoutViewSchema = z.object({
  id: z.string(),
  reference: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  bankCode: z.string(),
  /** Masked except for the last digits. */
  accountNumber: z.nullable(z.string()),
  accountName: z.nullable(z.string()),
  description: z.nullable(z.string()),
  feeBearer: z.enum(FEE_BEARERS),
  /** The provider's fee, once it is known. */
  fee: z.optional(amount),
  status: z.enum(PAYOUT_STATUSES),
  failure: z.optional(z.object({ code: z.enum(FAILURE_CODES), message: z.string() })),
  createdAt: time,
  updatedAt: time,
  unreadable,
});
export type PayoutView = z.infer<typeof payoutViewSchema>;

/** `GET /v1/payouts/:id` adds the history: who created and approved it, and every report from the provider, oldest first. */
export const payoutDetailSchema = z.extend(payoutViewSchema, {
  history: z.array(
    z.object({
      at: time,
      source: z.string(),
      said: z.string(),
      from: z.enum(PAYOUT_STATUSES),
      to: z.enum(PAYOUT_STATUSES),
      note: z.optional(z.string()),
    }),
  ),
});
export type PayoutDetail = z.infer<typeof payoutDetailSchema>;
