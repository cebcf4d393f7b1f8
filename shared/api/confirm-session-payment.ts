import * as z from 'zod/mini';
import { paymentViewSchema } from './views.ts';

/** `POST /v1/session/payments/:id/confirm`: the one-time password that an `otp` instruction asks for. */
export const confirmSessionPaymentRequest = z.strictObject({
  otp: z
    .string()
    .check(
      z.maxLength(12, { error: 'must be at most 12 characters', abort: true }),
      z.regex(/^[0-9A-Za-z]{4,12}$/, 'must be 4 to 12 letters or digits'),
    ),
});

export const confirmSessionPaymentResponse = paymentViewSchema;
