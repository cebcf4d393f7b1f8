import { checkoutViewSchema } from './views.ts';

/** `GET /v1/checkouts/:id` */
export const getCheckoutResponse = checkoutViewSchema;
