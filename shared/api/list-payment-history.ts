import * as z from 'zod/mini';
import { pageQuery } from './fields.ts';
import { historyEntrySchema } from './views.ts';

/** `GET /v1/payments/:id/history`: newest first; go on at `nextCursor`. */
export const listPaymentHistoryQuery = z.strictObject(pageQuery);

export const listPaymentHistoryResponse = z.object({
  data: z.array(historyEntrySchema),
  nextCursor: z.nullable(z.string()),
  /** Questions to the provider. One that was answered as before has no entry. */
  inquiries: z.object({ count: z.int(), lastAt: z.optional(z.iso.datetime()) }),
});
export type ListPaymentHistoryResponse = z.infer<typeof listPaymentHistoryResponse>;
