import { z } from 'zod';

/*
 * What we read of Midtrans' objects. Tolerant: fields will be added at any time, and most of these may be missing. A
 * field of another type than documented counts as missing; statuses and codes are open lists.
 */

/** Surrounding blanks are removed. */
const word = z.string().trim().min(1);
const text = word.optional().catch(undefined);
/** Text in every sample; a number is read as well. */
const digits = z
  .union([z.number().transform(String), word])
  .optional()
  .catch(undefined);
const list = <T extends z.ZodType>(item: T) => z.array(item.optional().catch(undefined)).catch([]).optional();

export const refundSchema = z.object({
  refund_chargeback_id: digits,
  refund_chargeback_uuid: text,
  refund_amount: digits,
  refund_key: text,
  refund_method: text,
  bank_confirmed_at: text,
});
export type MidtransRefund = z.infer<typeof refundSchema>;

const feeSchema = z.object({
  gross_amount_info: z
    .object({ original_amount: digits, customer_imposed_payment_fee: digits })
    .optional()
    .catch(undefined),
});

/** A transaction: the answer to a charge, a command or a question about its status. */
export const transactionSchema = z.object({
  transaction_id: word,
  order_id: word,
  transaction_status: word,
  status_code: digits,
  status_message: text,
  merchant_id: text,
  gross_amount: digits,
  currency: text,
  payment_type: text,
  fraud_status: text,
  settlement_time: text,
  expiry_time: text,
  /** One of Midtrans' samples spells it like this. */
  expire_time: text,
  channel_response_code: digits,
  va_numbers: list(z.object({ bank: text, va_number: digits })),
  permata_va_number: digits,
  biller_code: digits,
  bill_key: digits,
  payment_code: digits,
  qr_string: text,
  actions: list(z.object({ name: text, url: text })),
  redirect_url: text,
  payer_phone_number: text,
  saved_token_id: text,
  refund_chargeback_id: digits,
  refunds: list(refundSchema),
  metadata: z
    .object({ extra_info: feeSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type Transaction = z.infer<typeof transactionSchema>;

export const snapSchema = z.object({ token: word, redirect_url: word });

export const snapCanceledSchema = z.object({ canceled_at: word });

/** Every answer of the Core API has its code in the body. */
export const codeSchema = z.object({ status_code: digits });

export const errorSchema = z.object({
  status_message: text,
  validation_messages: list(z.string()),
  /** Snap's own form. */
  error_messages: list(z.string()),
  id: text,
});
