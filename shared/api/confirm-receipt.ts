import { emptyRequest } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/payments/:id/confirm-receipt`: confirms to the paylater provider that the customer received the goods. */
export const confirmReceiptRequest = emptyRequest;

export const confirmReceiptResponse = paymentDetailSchema;
