import { z } from 'zod';

/*
 * What we read of Xendit's objects. Tolerant: fields that we can do without may be missing, null or of another type;
 * statuses and codes are open lists. Only ids and statuses are required.
 */

/** Surrounding blanks are removed. */
const word = z.string().trim().min(1);
const text = word.optional().catch(undefined);
/** A JSON number in major units, or the same as text. */
const anyAmount = z.union([z.number(), z.string().trim()]);
const amount = anyAmount.optional().catch(undefined);

export const actionSchema = z.object({ type: text, descriptor: text, value: text });
export type Action = z.infer<typeof actionSchema>;

const actions = z.array(actionSchema.catch({})).catch([]);

const cardSchema = z.object({ masked_card_number: text, expiry_month: text, expiry_year: text });

/** What was sent, repeated; of a card only what may be shown. */
const channelProperties = z
  .object({
    display_name: text,
    expires_at: text,
    account_mobile_number: text,
    mobile_number: text,
    cashtag: text,
    card_details: cardSchema.optional().catch(undefined),
  })
  .catch({});

export const paymentRequestSchema = z.object({
  payment_request_id: word,
  status: word,
  reference_id: text,
  payment_token_id: text,
  latest_payment_id: text,
  type: text,
  currency: text,
  request_amount: amount,
  failure_code: text,
  channel_properties: channelProperties.optional(),
  actions: actions.optional(),
  created: text,
});
export type XenditPaymentRequest = z.infer<typeof paymentRequestSchema>;

const captureSchema = z.object({ capture_id: text, capture_amount: anyAmount });

export const paymentSchema = z.object({
  payment_id: word,
  status: word,
  payment_request_id: text,
  reference_id: text,
  payment_token_id: text,
  type: text,
  currency: text,
  request_amount: amount,
  failure_code: text,
  /** Strict: the captured amount must not be guessed. */
  captures: z.array(captureSchema).nullish(),
});
export type XenditPayment = z.infer<typeof paymentSchema>;

export const sessionSchema = z.object({
  payment_session_id: word,
  status: word,
  reference_id: text,
  amount,
  currency: text,
  allow_save_payment_method: text,
  payment_link_url: text,
  payment_request_id: text,
  payment_id: text,
  payment_token_id: text,
  expires_at: text,
});
export type Session = z.infer<typeof sessionSchema>;

export const refundSchema = z.object({
  id: word,
  status: word,
  payment_request_id: text,
  payment_id: text,
  reference_id: text,
  currency: text,
  amount,
  failure_code: text,
});
export type XenditRefund = z.infer<typeof refundSchema>;

export const refundListSchema = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().optional().catch(undefined),
});

export const paymentTokenSchema = z.object({
  payment_token_id: word,
  status: word,
  reference_id: text,
  failure_code: text,
  channel_properties: channelProperties.optional(),
  /** May hold account balances as well, which are not read. */
  token_details: z.object({ account_number: text }).optional().catch(undefined),
});
export type PaymentToken = z.infer<typeof paymentTokenSchema>;

export const errorSchema = z.object({
  error_code: z.string().min(1).max(100),
  message: text,
  errors: z.array(z.unknown()).optional().catch(undefined),
});

export type XenditError = z.infer<typeof errorSchema>;

export const envelopeSchema = z.object({ event: word.max(100), data: z.record(z.string(), z.unknown()) });

/** The references that a notification of any kind may carry. */
export const namesSchema = z.object({
  payment_request_id: text,
  payment_session_id: text,
  payment_id: text,
  payment_token_id: text,
  reference_id: text,
  metadata: z.object({ kasir_reference: text }).optional().catch(undefined),
});

/** The answer to a payment of the test mode; the result comes by webhook. */
export const simulatedPaymentSchema = z.object({ status: word });
