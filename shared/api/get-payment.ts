import { paymentDetailSchema } from './views.ts';

/** `GET /v1/payments/:id`: with its history, each piece of evidence and each transition. */
export const getPaymentResponse = paymentDetailSchema;
