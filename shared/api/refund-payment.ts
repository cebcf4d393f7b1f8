import * as z from 'zod/mini';
import { amount, text } from './fields.ts';
import { refundViewSchema } from './views.ts';

/** `POST /v1/payments/:id/refunds`: gives back all or a part, where the channel allows it. */
export const refundPaymentRequest = z.strictObject({
  /** Default: all that is left. */
  amount: z.optional(amount),
  reason: z.optional(text(255)),
});

export const refundPaymentResponse = refundViewSchema;
