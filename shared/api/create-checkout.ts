import * as z from 'zod/mini';
import { amount, country, currency, email, items, metadata, phone, reference, text, time, url } from './fields.ts';
import { addressSchema, channelCodeSchema, checkoutViewSchema, sessionViewSchema } from './views.ts';

/** `POST /v1/checkouts`: one order to be paid. */
export const createCheckoutRequest = z.strictObject({
  /** One open or paid checkout may have it at a time; else `conflict`. */
  reference,
  amount,
  currency,
  /** ISO 3166. Default: the currency's own country. */
  country: z.optional(country),
  description: z.optional(text(255)),
  items: z.optional(items),
  customer: z.optional(
    z.strictObject({
      reference: z.optional(reference),
      name: z.optional(text(100)),
      email: z.optional(email),
      phone: z.optional(phone),
      address: z.optional(addressSchema),
    }),
  ),
  /** Of an allowed origin. The customer comes back there. */
  returnUrl: url,
  /** Default: 24 hours from now. */
  expiresAt: z.optional(time),
  /** The only channels to be offered. Default: all that fit. */
  channels: z.optional(
    z
      .array(channelCodeSchema)
      .check(z.minLength(1, 'must name at least one channel'), z.maxLength(100, 'must be at most 100 channels')),
  ),
  /** Default `automatic`. */
  capture: z.optional(z.enum(['automatic', 'manual'])),
  /** Default `never`. Anything else needs `customer.reference`. */
  savePayment: z.optional(z.enum(['never', 'offer', 'require'])),
  installments: z.optional(
    z
      .array(z.int('must be a whole number').check(z.gte(1, 'must be at least 1'), z.lte(60, 'must be at most 60')))
      .check(z.minLength(1, 'must name at least one'), z.maxLength(20, 'must be at most 20')),
  ),
  metadata: z.optional(metadata),
  /** What the answer shall carry besides. */
  expand: z.optional(z.array(z.enum(['session'])).check(z.maxLength(10, 'must be at most 10 names'))),
});

/** What the storefront hands to its page: the token opens this one checkout, for 30 minutes. */
export const createCheckoutResponse = z.extend(checkoutViewSchema, {
  clientToken: z.string(),
  clientTokenExpiresAt: z.iso.datetime(),
  /** What was done to names, descriptions, phones, e-mails and items so that they could be used. */
  warnings: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** With `expand: ["session"]`: what `GET /v1/session` answers, without a device. */
  session: z.optional(sessionViewSchema),
});
export type CreateCheckoutResponse = z.infer<typeof createCheckoutResponse>;
