import * as z from 'zod/mini';
import { pageQuery, text } from '../../../shared/api/fields.ts';
import { channelCodeSchema } from '../../../shared/api/views.ts';
import {
  CHECKOUT_STATUSES,
  PAYMENT_STATUSES,
  REFUND_ORIGINS,
  REFUND_STATUSES,
  REVIEWS,
} from '../../../shared/payment-status.ts';
import { money, time } from './fields.ts';
import { timelineEntry } from './timeline.ts';

export const PERIODS = ['24h', '7d', '30d'] as const;

/** `GET /api/payments`. With `q` (an id or a reference of anybody's) the filters do not count. */
export const listPaymentsQuery = z.strictObject({
  q: z.optional(text(255)),
  status: z.optional(z.enum(PAYMENT_STATUSES)),
  provider: z.optional(text(40)),
  channel: z.optional(channelCodeSchema),
  review: z.optional(z.enum(['open'])),
  period: z.optional(z.enum(PERIODS)),
  ...pageQuery,
});

export const paymentRow = z.object({
  id: z.string(),
  /** The shop's reference of the order. */
  reference: z.string(),
  channel: channelCodeSchema,
  provider: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  review: z.optional(z.enum(REVIEWS)),
  ...money,
  receivedAmount: z.int(),
  refundedAmount: z.int(),
  createdAt: time,
});
export type PaymentRow = z.infer<typeof paymentRow>;

export const paymentList = z.object({
  data: z.array(paymentRow),
  nextCursor: z.nullable(z.string()),
  /** The configured providers, for the filter. */
  providers: z.array(z.string()),
});
export type PaymentList = z.infer<typeof paymentList>;

/** What a person has to decide about a payment. */
export const QUESTIONS = [...REVIEWS, 'unknown', 'refund_unknown'] as const;
export type Question = (typeof QUESTIONS)[number];
export const DECISIONS = ['accept', 'refund', 'dismiss'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What can be done now; the server decides again when it is asked for. */
const actions = z.object({
  inquire: z.boolean(),
  cancel: z.boolean(),
  capture: z.optional(z.object({ maxAmount: z.int(), partial: z.boolean() })),
  refund: z.optional(z.object({ maxAmount: z.int(), partial: z.boolean() })),
  resolve: z.optional(
    z.object({
      question: z.enum(QUESTIONS),
      since: time,
      decisions: z.array(z.enum(DECISIONS)),
      /** What the decision `refund` gives back. */
      refundAmount: z.int(),
      /** Until then the provider is still asked, and nobody has to decide. */
      notBefore: z.optional(time),
    }),
  ),
});
export type PaymentActions = z.infer<typeof actions>;

export const refundRow = z.object({
  id: z.string(),
  ...money,
  status: z.enum(REFUND_STATUSES),
  origin: z.enum(REFUND_ORIGINS),
  createdAt: time,
});

export const paymentDetail = z.object({
  ...paymentRow.shape,
  checkoutId: z.string(),
  checkoutStatus: z.enum(CHECKOUT_STATUSES),
  expiresAt: time,
  updatedAt: time,
  /** Our reference of it at the provider. */
  merchantReference: z.string(),
  /** The provider's references, by their names. */
  providerReferences: z.record(z.string(), z.string()),
  failure: z.optional(
    z.object({
      code: z.string(),
      message: z.string(),
      providerCode: z.optional(z.string()),
      reason: z.optional(z.string()),
    }),
  ),
  inquiries: z.object({ count: z.int(), lastAt: z.optional(time) }),
  refunds: z.array(refundRow),
  /** The other payments of the order, newest first. */
  others: z.array(paymentRow),
  /** Oldest first. */
  timeline: z.array(timelineEntry),
  /** The history has older entries than are shown. */
  isCut: z.boolean(),
  actions,
});
export type PaymentDetail = z.infer<typeof paymentDetail>;
