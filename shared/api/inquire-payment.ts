import { emptyRequest } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/payments/:id/inquire`: asks the provider now, and answers with what is known then. */
export const inquirePaymentRequest = emptyRequest;

export const inquirePaymentResponse = paymentDetailSchema;
