import * as z from 'zod/mini';
import { words } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/payments/:id/resolve`: a person ends a review, or an outcome that nobody will ever know. */
export const resolvePaymentRequest = z.strictObject({
  decision: z.enum(['accept', 'refund', 'dismiss']),
  /** Why, for the history. */
  note: words(255),
});

export const resolvePaymentResponse = paymentDetailSchema;
