import * as z from 'zod/mini';
import { PAYMENT_STATUSES } from '../payment-status.ts';
import { pageQuery, text } from './fields.ts';
import { paymentItemSchema } from './views.ts';

/** `GET /v1/payments`: newest first. The history is in each payment's own view. */
export const listPaymentsQuery = z.strictObject({
  checkoutId: z.optional(text(40)),
  status: z.optional(z.enum(PAYMENT_STATUSES)),
  ...pageQuery,
});

export const listPaymentsResponse = z.object({
  data: z.array(paymentItemSchema),
  nextCursor: z.nullable(z.string()),
});
export type ListPaymentsResponse = z.infer<typeof listPaymentsResponse>;
