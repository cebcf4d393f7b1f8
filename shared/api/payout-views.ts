import * as z from 'zod/mini';
import { CURRENCIES } from '../money.ts';
import { FAILURE_CODES, PAYOUT_STATUSES } from '../payment-status.ts';
import { unreadable } from './views.ts';

/** What the BFF answers about money that goes out. Apart from the other views: no widget needs these. */

const time = z.iso.datetime();
const amount = z.int().check(z.nonnegative());

export const FEE_BEARERS = ['recipient', 'merchant'] as const;

export const payoutViewSchema = z.object({
  id: z.string(),
  reference: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  bankCode: z.string(),
  /** Masked but for its end. */
  accountNumber: z.nullable(z.string()),
  accountName: z.nullable(z.string()),
  description: z.nullable(z.string()),
  feeBearer: z.enum(FEE_BEARERS),
  /** What the provider takes for it, once it has said so. */
  fee: z.optional(amount),
  status: z.enum(PAYOUT_STATUSES),
  failure: z.optional(z.object({ code: z.enum(FAILURE_CODES), message: z.string() })),
  createdAt: time,
  updatedAt: time,
  unreadable,
});
export type PayoutView = z.infer<typeof payoutViewSchema>;

/** `GET /v1/payouts/:id` adds the history: who asked, who let it go, and each thing the provider said, oldest first. */
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
