import * as z from 'zod/mini';
import { deviceOs, text } from './fields.ts';
import { channelCodeSchema, paymentViewSchema } from './views.ts';

/** `POST /v1/session/payments`: the customer's choice. It has no amount: that is the checkout's. */
export const createSessionPaymentRequest = z
  .strictObject({
    /** Optional with `savedMethod`, whose channel is then used. */
    channel: z.optional(channelCodeSchema),
    /** Values for the channel's `fields`, by name. */
    fields: z.optional(
      z
        .record(text(40), z.string().check(z.maxLength(200, 'must be at most 200 characters')))
        .check(z.refine((fields) => Object.keys(fields).length <= 20, 'must have at most 20 members')),
    ),
    /** `tok_…`, one of the session's. */
    savedMethod: z.optional(text(40)),
    /** The customer's consent to save the payment method. */
    save: z.optional(z.boolean('must be true or false')),
    device: z.optional(z.strictObject({ kind: z.enum(['mobile', 'desktop']), os: z.optional(deviceOs) })),
  })
  .check(
    z.refine((choice) => choice.channel !== undefined || choice.savedMethod !== undefined, {
      path: ['channel'],
      error: 'is required, unless savedMethod is given',
    }),
  );

export const createSessionPaymentResponse = paymentViewSchema;
