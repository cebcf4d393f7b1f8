import { emptyRequest } from './fields.ts';
import { paymentViewSchema } from './views.ts';

/** `POST /v1/session/payments/:id/resend-otp`: asks for another one-time password. */
export const resendOtpRequest = emptyRequest;

export const resendOtpResponse = paymentViewSchema;
