import * as z from 'zod/mini';
import { amount, currency, metadata, reference, text } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/charges`: charges a saved method while no customer is present. Makes its own checkout. */
export const createChargeRequest = z.strictObject({
  reference,
  amount,
  currency,
  /** `tok_…` */
  savedMethod: text(40),
  description: z.optional(text(255)),
  metadata: z.optional(metadata),
});

export const createChargeResponse = paymentDetailSchema;
