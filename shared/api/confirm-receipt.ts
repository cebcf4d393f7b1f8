import { emptyRequest } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/payments/:id/confirm-receipt`: tells a lender that waits for it that the customer has the goods. */
export const confirmReceiptRequest = emptyRequest;

export const confirmReceiptResponse = paymentDetailSchema;
