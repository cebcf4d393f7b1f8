import { emptyRequest } from './fields.ts';
import { paymentViewSchema } from './views.ts';

/** `POST /v1/session/payments/:id/cancel`: the customer chooses another way to pay. */
export const cancelSessionPaymentRequest = emptyRequest;

export const cancelSessionPaymentResponse = paymentViewSchema;
