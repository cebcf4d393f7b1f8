import * as z from 'zod/mini';
import { CHANNEL_CODES, CHANNEL_GROUPS, CHANNEL_KINDS, type ChannelCode } from '../channel.ts';
import { instructionSchema } from '../instruction.ts';
import { CURRENCIES } from '../money.ts';
import {
  CHECKOUT_STATUSES,
  FAILURE_CODES,
  PAYMENT_STATUSES,
  REFUND_ORIGINS,
  REFUND_STATUSES,
  REVIEWS,
} from '../payment-status.ts';

/** The views shared by the storefront API, the widget and events. Times are ISO 8601 UTC. */

const time = z.iso.datetime();
const amount = z.int().check(z.nonnegative());
export const channelCodeSchema = z.enum(CHANNEL_CODES as [ChannelCode, ...ChannelCode[]]);

export const fieldSchema = z.object({
  name: z.string(),
  type: z.enum(['text', 'phone', 'email', 'select']),
  required: z.boolean(),
  label: z.string(),
  options: z.optional(z.array(z.object({ value: z.string(), label: z.string() }))),
});
export type ChannelField = z.infer<typeof fieldSchema>;

export const channelViewSchema = z.object({
  code: channelCodeSchema,
  kind: z.enum(CHANNEL_KINDS),
  group: z.enum(CHANNEL_GROUPS),
  label: z.string(),
  minAmount: z.optional(amount),
  maxAmount: z.optional(amount),
  expiresAfterSeconds: z.optional(z.int()),
  savable: z.boolean(),
  saveRequired: z.optional(z.boolean()),
  notice: z.optional(z.string()),
  fields: z.array(fieldSchema),
});
export type ChannelView = z.infer<typeof channelViewSchema>;

export const savedMethodViewSchema = z.object({
  id: z.string(),
  channel: channelCodeSchema,
  label: z.string(),
  masked: z.optional(z.string()),
  expiresAt: z.optional(time),
  createdAt: time,
});
export type SavedMethodView = z.infer<typeof savedMethodViewSchema>;

/** Encrypted values could not be decrypted and are `null`; the operator has to act. Everything else is valid. */
export const unreadable = z.optional(z.boolean());

/** A saved method as the storefront's server sees it. */
export const storefrontSavedMethodViewSchema = z.extend(savedMethodViewSchema, {
  masked: z.optional(z.nullable(z.string())),
  unreadable,
});
export type StorefrontSavedMethodView = z.infer<typeof storefrontSavedMethodViewSchema>;

export const paymentViewSchema = z.object({
  id: z.string(),
  channel: channelCodeSchema,
  status: z.enum(PAYMENT_STATUSES),
  amount,
  currency: z.enum(CURRENCIES),
  expiresAt: time,
  instruction: instructionSchema,
  failure: z.optional(z.object({ code: z.enum(FAILURE_CODES), message: z.string() })),
  review: z.optional(z.enum(REVIEWS)),
  /** The captured amount, if it is less than the authorized amount. */
  capturedAmount: z.optional(amount),
  refundedAmount: amount,
  reversedAt: z.optional(time),
  /** The saved method it was paid with, or that it created: `tok_…`. */
  savedMethod: z.optional(z.string()),
  createdAt: time,
  updatedAt: time,
});
export type PaymentView = z.infer<typeof paymentViewSchema>;

/** A payment as the storefront's server sees it. */
export const storefrontPaymentViewSchema = z.extend(paymentViewSchema, {
  instruction: z.nullable(instructionSchema),
  unreadable,
  /** The amount received, if it differs from `amount`. Refundable is this amount less `refundedAmount`. */
  receivedAmount: z.optional(amount),
});
export type StorefrontPaymentView = z.infer<typeof storefrontPaymentViewSchema>;

/** `GET /v1/payments`. */
export const paymentItemSchema = z.extend(storefrontPaymentViewSchema, { checkoutId: z.string() });
export type PaymentItem = z.infer<typeof paymentItemSchema>;

/** `GET /v1/payments/:id` adds the history: every report and status transition, the newest 100, oldest first. */
export const historyEntrySchema = z.object({
  at: time,
  /** The source: the result of a command, a notification, an inquiry, the clock, the merchant or the customer. */
  source: z.string(),
  /** What the source reported. */
  said: z.string(),
  from: z.enum(PAYMENT_STATUSES),
  to: z.enum(PAYMENT_STATUSES),
  note: z.optional(z.string()),
});
export const paymentDetailSchema = z.extend(paymentItemSchema, {
  history: z.array(historyEntrySchema),
});
export type PaymentDetail = z.infer<typeof paymentDetailSchema>;

export const addressSchema = z.strictObject({
  line1: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  city: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  state: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  postalCode: z.optional(z.string().check(z.minLength(1), z.maxLength(20))),
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be a country code of two capitals (ISO 3166)'))),
});

export const checkoutViewSchema = z.object({
  id: z.string(),
  status: z.enum(CHECKOUT_STATUSES),
  reference: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  country: z.string(),
  description: z.optional(z.string()),
  items: z.optional(z.array(z.object({ name: z.string(), quantity: z.int(), unitAmount: amount }))),
  customer: z.optional(
    z.nullable(
      z.object({
        reference: z.optional(z.string()),
        name: z.optional(z.string()),
        email: z.optional(z.string()),
        phone: z.optional(z.string()),
        address: z.optional(addressSchema),
      }),
    ),
  ),
  returnUrl: z.string(),
  expiresAt: time,
  channels: z.optional(z.array(channelCodeSchema)),
  capture: z.enum(['automatic', 'manual']),
  savePayment: z.enum(['never', 'offer', 'require']),
  installments: z.optional(z.array(z.int())),
  metadata: z.optional(z.record(z.string(), z.string())),
  createdAt: time,
  updatedAt: time,
  /** Newest first. */
  payments: z.array(storefrontPaymentViewSchema),
  unreadable,
});
export type CheckoutView = z.infer<typeof checkoutViewSchema>;

export const refundViewSchema = z.object({
  id: z.string(),
  paymentId: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  status: z.enum(REFUND_STATUSES),
  /** `provider`: the refund was made at the provider's side. */
  origin: z.enum(REFUND_ORIGINS),
  reason: z.optional(z.string()),
  createdAt: time,
});
export type RefundView = z.infer<typeof refundViewSchema>;

/** The part of a checkout that the customer's browser may see: no metadata, references or other payments. */
export const sessionCheckoutSchema = z.object({
  id: z.string(),
  status: z.enum(CHECKOUT_STATUSES),
  amount,
  currency: z.enum(CURRENCIES),
  country: z.string(),
  description: z.optional(z.string()),
  items: z.optional(z.array(z.object({ name: z.string(), quantity: z.int(), unitAmount: amount }))),
  returnUrl: z.string(),
  expiresAt: time,
  savePayment: z.enum(['never', 'offer', 'require']),
});
export type SessionCheckout = z.infer<typeof sessionCheckoutSchema>;

export const sessionViewSchema = z.object({
  checkout: sessionCheckoutSchema,
  channels: z.array(channelViewSchema),
  savedMethods: z.array(savedMethodViewSchema),
  /** The payment in progress, or the one that decided the checkout. */
  payment: z.optional(paymentViewSchema),
  /** The server's clock, so that a countdown does not depend on the customer's. */
  now: time,
});
export type SessionView = z.infer<typeof sessionViewSchema>;
