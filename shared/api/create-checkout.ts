import * as z from 'zod/mini';
import { amount, country, currency, email, items, metadata, phone, reference, text, time, url } from './fields.ts';
import { addressSchema, channelCodeSchema, checkoutViewSchema, sessionViewSchema } from './views.ts';

/** `POST /v1/checkouts`: one order to be paid. */
export const createCheckoutRequest = z.strictObject({
  /** Only one open or paid checkout can have it; otherwise `conflict`. */
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
  /** Must have an allowed origin. The customer is redirected there. */
  returnUrl: url,
  /** Default: 24 hours from now. */
  expiresAt: z.optional(time),
  /** Restricts the offered channels. Default: all available ones. */
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
  /** What the response contains in addition. */
  expand: z.optional(z.array(z.enum(['session'])).check(z.maxLength(10, 'must be at most 10 names'))),
});

/** The client token is for the storefront's page: valid for this checkout, for 30 minutes. */
export const createCheckoutResponse = z.extend(checkoutViewSchema, {
  clientToken: z.string(),
  clientTokenExpiresAt: z.iso.datetime(),
  /** Names, descriptions, phones, e-mails and items that were normalized, truncated or ignored. */
  warnings: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** With `expand: ["session"]`: what `GET /v1/session` answers, without a device. */
  session: z.optional(sessionViewSchema),
});
export type CreateCheckoutResponse = z.infer<typeof createCheckoutResponse>;
