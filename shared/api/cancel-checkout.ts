import { emptyRequest } from './fields.ts';
import { checkoutViewSchema } from './views.ts';

/** `POST /v1/checkouts/:id/cancel`: closes it and cancels its live payment at the provider. */
export const cancelCheckoutRequest = emptyRequest;

export const cancelCheckoutResponse = checkoutViewSchema;
