import * as z from 'zod/mini';
import { CURRENCIES } from '../money.ts';
import { PAYMENT_STATUSES, REVIEWS } from '../payment-status.ts';
import { pageQuery, text, time } from './fields.ts';
import { channelCodeSchema } from './views.ts';

/** `GET /v1/payment-records`: newest first, those created since then. */
export const listPaymentRecordsQuery = z.strictObject({ provider: text(40), since: time, ...pageQuery });

/** A payment as a statement of the provider is compared with. */
export const paymentRecordSchema = z.object({
  id: z.string(),
  checkoutId: z.string(),
  provider: z.string(),
  channel: channelCodeSchema,
  status: z.enum(PAYMENT_STATUSES),
  review: z.optional(z.enum(REVIEWS)),
  amount: z.int(),
  currency: z.enum(CURRENCIES),
  receivedAmount: z.int(),
  refundedAmount: z.int(),
  merchantReference: z.string(),
  references: z.array(z.string()),
  createdAt: z.iso.datetime(),
  receivedAt: z.optional(z.iso.datetime()),
});
export type PaymentRecord = z.infer<typeof paymentRecordSchema>;

export const listPaymentRecordsResponse = z.object({
  data: z.array(paymentRecordSchema),
  nextCursor: z.nullable(z.string()),
});
export type ListPaymentRecordsResponse = z.infer<typeof listPaymentRecordsResponse>;
