import * as z from 'zod/mini';
import { amount } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/payments/:id/capture`: captures the authorized amount, or part of it. */
export const capturePaymentRequest = z.strictObject({
  /** Default: all of it. */
  amount: z.optional(amount),
});

export const capturePaymentResponse = paymentDetailSchema;
