import { emptyRequest } from './fields.ts';
import { paymentDetailSchema } from './views.ts';

/** `POST /v1/payments/:id/inquire`: inquires at the provider, and returns the payment afterwards. */
export const inquirePaymentRequest = emptyRequest;

export const inquirePaymentResponse = paymentDetailSchema;
