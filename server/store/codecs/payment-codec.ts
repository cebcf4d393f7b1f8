import { z } from 'zod';
import { CHANNEL_CODES } from '../../../shared/channel.ts';
import { instructionSchema } from '../../../shared/instruction.ts';
import { CURRENCIES } from '../../../shared/money.ts';
import { PAYMENT_STATUSES, REVIEWS } from '../../../shared/payment-status.ts';
import { PAYMENT_OUTCOMES, type Payment } from '../../payments/model/model.ts';
import { amountSchema, instantSchema } from '../row.ts';
import {
  amount,
  count,
  fixed,
  flag,
  instant,
  json,
  oneOf,
  optional,
  risingInstant,
  sealedJson,
  text,
} from './column.ts';
import { rowCodec, type ColumnsOf, type TableOf } from './row-codec.ts';
import { failure, providerReferences, stringRecord } from './shared-columns.ts';

const device = z.object({ kind: z.enum(['mobile', 'desktop']), os: z.string().optional() });

const unconfirmedReport = z.object({
  providerReferences: stringRecord,
  transactionId: z.string().optional(),
  outcome: z.enum([...PAYMENT_OUTCOMES, 'token']),
  receivedAt: instantSchema,
  contradicted: z.int().nonnegative(),
});

const receivedMoney = z.object({ transactionId: z.string(), amount: amountSchema, at: instantSchema });

const refundClaim = z.object({
  providerReferences: stringRecord,
  money: z.object({ amount: amountSchema, currency: z.enum(CURRENCIES) }).optional(),
  receivedAt: instantSchema,
  decided: z.literal(true).optional(),
});

const columns = {
  id: fixed(text('id')),
  checkoutId: fixed(text('checkout_id')),
  provider: fixed(text('provider')),
  channel: fixed(oneOf('channel', CHANNEL_CODES)),
  merchantReference: fixed(text('merchant_reference')),
  amount: fixed(amount('amount')),
  currency: fixed(oneOf('currency', CURRENCIES)),
  status: oneOf('status', PAYMENT_STATUSES),
  expiresAt: instant('expires_at'),
  // What the customer was told to do, and filled in: both may carry phone numbers and one-time codes.
  instruction: sealedJson('instruction', instructionSchema, { kind: 'none' }),
  fields: sealedJson('fields', stringRecord, {}),
  device: optional(json('device', device)),
  providerReferences,
  unconfirmed: json('unconfirmed', z.array(unconfirmedReport)),
  quickStarts: json('quick_starts', z.array(instantSchema)),
  inquiries: count('inquiries'),
  inquiredAt: optional(instant('inquired_at')),
  transactionId: optional(text('transaction_id')),
  received: json('received', z.array(receivedMoney)),
  failure: optional(failure),
  review: optional(oneOf('review', REVIEWS)),
  reviewSince: optional(instant('review_since')),
  capturedAmount: optional(amount('captured_amount')),
  refundedAmount: amount('refunded_amount'),
  refundClaims: optional(json('refund_claims', z.array(refundClaim))),
  providerClosedAt: optional(instant('provider_closed_at')),
  reversedAt: optional(instant('reversed_at')),
  savedMethodId: optional(text('saved_method_id')),
  saveConsentAt: optional(instant('save_consent_at')),
  unknownSince: optional(instant('unknown_since')),
  resolution: optional(text('resolution')),
  merchantInitiated: flag('merchant_initiated'),
  createdAt: fixed(instant('created_at')),
  updatedAt: risingInstant('updated_at'),
} satisfies ColumnsOf<Payment>;

export type PaymentColumns = TableOf<typeof columns>;

export const paymentCodec = rowCodec<Payment, typeof columns>('payments', columns);
