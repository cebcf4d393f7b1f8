import * as z from 'zod/mini';
import { CHECKOUT_STATUSES } from '../payment-status.ts';
import { pageQuery, reference } from './fields.ts';
import { checkoutViewSchema } from './views.ts';

/** `GET /v1/checkouts`: newest first. */
export const listCheckoutsQuery = z.strictObject({
  reference: z.optional(reference),
  status: z.optional(z.enum(CHECKOUT_STATUSES)),
  ...pageQuery,
});

export const listCheckoutsResponse = z.object({
  data: z.array(checkoutViewSchema),
  nextCursor: z.nullable(z.string()),
});
export type ListCheckoutsResponse = z.infer<typeof listCheckoutsResponse>;
