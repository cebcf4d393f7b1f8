import * as z from 'zod/mini';
import { text } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/payments/:id/cancel`: voids an unpaid or authorized payment. */
export const cancelPaymentRequest = z.strictObject({ reason: z.optional(text(255)) });

export const cancelPaymentResponse = paymentDetailSchema;
