import * as z from 'zod/mini';
import { RECONCILIATION_RESULTS } from '../reconciliation.ts';
import { emptyRequest } from './fields.ts';
import { paymentRecordSchema } from './list-payment-records.ts';

/** `POST /v1/payments/:id/reconcile`: inquires at the provider, and compares its answer with the payment as it was. */
export const reconcilePaymentRequest = emptyRequest;

export const reconcilePaymentResponse = z.object({
  result: z.enum(RECONCILIATION_RESULTS),
  before: paymentRecordSchema,
  there: z.optional(z.object({ status: z.string(), amount: z.optional(z.int()), currency: z.optional(z.string()) })),
  after: paymentRecordSchema,
});
export type ReconcilePaymentResponse = z.infer<typeof reconcilePaymentResponse>;
