import { paymentViewSchema } from './views.ts';

/** `GET /v1/session/payments/:id` */
export const getSessionPaymentResponse = paymentViewSchema;
