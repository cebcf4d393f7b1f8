import type { Insertable, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { CHANNEL_CODES, type ChannelCode } from '../../shared/channel.ts';
import { instructionSchema } from '../../shared/instruction.ts';
import { CURRENCIES } from '../../shared/money.ts';
import { FAILURE_CODES, PAYMENT_STATUSES, REVIEWS } from '../../shared/payment-status.ts';
import { PAYMENT_OUTCOMES, type Payment, type ProviderReferences, type RefundClaim } from '../payments/model/model.ts';
import type { Tx } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { risingTo } from './access.ts';
import { amount, asFlag, asJson, flag, instant, json, orNull, parseRow, present, seal, type Place } from './row.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { PaymentsTable } from './tables.ts';

export type PaymentPatch = Parameters<Tx['updatePayment']>[1];

export const providerIds = json(z.record(z.string(), z.string()));
export const failure = json(
  z.object({
    code: z.enum(FAILURE_CODES),
    providerCode: z.string().optional(),
    reason: z.string().optional(),
    undelivered: z.literal(true).optional(),
  }),
).nullable();

/** Reports and claims are stored with their references under the name `ids`. */
const withReferences = <T extends { readonly ids: ProviderReferences }>({
  ids,
  ...rest
}: T): Omit<T, 'ids'> & { providerReferences: ProviderReferences } => ({ ...rest, providerReferences: ids });

const withIds = <T extends { readonly providerReferences: ProviderReferences }>({
  providerReferences,
  ...rest
}: T): object => ({ ids: providerReferences, ...rest });

const claimsAsJson = (claims: readonly RefundClaim[]): string => asJson(claims.map(withIds));

const row = z.object({
  id: z.string(),
  checkout_id: z.string(),
  provider: z.string(),
  channel: z.enum(CHANNEL_CODES as [ChannelCode, ...ChannelCode[]]),
  reference: z.string(),
  amount,
  currency: z.enum(CURRENCIES),
  status: z.enum(PAYMENT_STATUSES),
  expires_at: instant,
  instruction: z.string(),
  fields: z.string(),
  device: json(z.object({ kind: z.enum(['mobile', 'desktop']), os: z.string().optional() })).nullable(),
  ids: providerIds,
  unconfirmed: json(
    z.array(
      z
        .object({
          ids: z.record(z.string(), z.string()),
          transactionId: z.string().optional(),
          outcome: z.enum([...PAYMENT_OUTCOMES, 'token']),
          receivedAt: instant,
          contradicted: z.int().nonnegative(),
        })
        .transform(withReferences),
    ),
  ),
  quick_starts: json(z.array(instant)),
  inquiries: z.int().nonnegative(),
  inquired_at: instant.nullable(),
  received: json(z.array(z.object({ transactionId: z.string(), amount, at: instant }))),
  transaction_id: z.string().nullable(),
  failure,
  review: z.enum(REVIEWS).nullable(),
  captured_amount: amount.nullable(),
  refunded_amount: amount,
  refund_claims: json(
    z.array(
      z
        .object({
          ids: z.record(z.string(), z.string()),
          money: z.object({ amount, currency: z.enum(CURRENCIES) }).optional(),
          receivedAt: instant,
          decided: z.literal(true).optional(),
        })
        .transform(withReferences),
    ),
  ).nullable(),
  reversed_at: instant.nullable(),
  saved_method_id: z.string().nullable(),
  save_consent_at: instant.nullable(),
  unknown_since: instant.nullable(),
  resolution: z.string().nullable(),
  merchant_initiated: flag,
  created_at: instant,
  updated_at: instant,
});

const fieldsSchema = z.record(z.string(), z.string());

/** What the customer filled in, and what they were told to do: both may carry phone numbers and one-time values. */
const place = (column: 'fields' | 'instruction', id: string): Place => ({ table: 'payments', column, row: id });

export const paymentRow = (cipher: Cipher, payment: Payment): Insertable<PaymentsTable> => ({
  id: payment.id,
  checkout_id: payment.checkoutId,
  provider: payment.provider,
  channel: payment.channel,
  reference: payment.merchantReference,
  amount: payment.amount,
  currency: payment.currency,
  status: payment.status,
  expires_at: payment.expiresAt,
  instruction: seal(cipher, place('instruction', payment.id), asJson(payment.instruction)),
  fields: seal(cipher, place('fields', payment.id), asJson(payment.fields)),
  device: orNull(payment.device, asJson),
  ids: asJson(payment.providerReferences),
  unconfirmed: asJson(payment.unconfirmed.map(withIds)),
  quick_starts: asJson(payment.quickStarts),
  inquiries: payment.inquiries,
  inquired_at: payment.inquiredAt ?? null,
  received: asJson(payment.received),
  transaction_id: payment.transactionId ?? null,
  failure: orNull(payment.failure, asJson),
  review: payment.review ?? null,
  captured_amount: payment.capturedAmount ?? null,
  refunded_amount: payment.refundedAmount,
  refund_claims: orNull(payment.refundClaims, claimsAsJson),
  reversed_at: payment.reversedAt ?? null,
  saved_method_id: payment.savedMethodId ?? null,
  save_consent_at: payment.saveConsentAt ?? null,
  unknown_since: payment.unknownSince ?? null,
  resolution: payment.resolution ?? null,
  merchant_initiated: asFlag(payment.merchantInitiated),
  created_at: payment.createdAt,
  updated_at: payment.updatedAt,
});

/** The columns of a patch. A member that is there and `undefined` is cleared. */
export function paymentColumns(cipher: Cipher, id: string, patch: PaymentPatch): Updateable<PaymentsTable> {
  const set: Updateable<PaymentsTable> = {};
  if (patch.status !== undefined) set.status = patch.status;
  if (patch.expiresAt !== undefined) set.expires_at = patch.expiresAt;
  if (patch.instruction !== undefined)
    set.instruction = seal(cipher, place('instruction', id), asJson(patch.instruction));
  if (patch.fields !== undefined) set.fields = seal(cipher, place('fields', id), asJson(patch.fields));
  if ('device' in patch) set.device = orNull(patch.device, asJson);
  if (patch.providerReferences !== undefined) set.ids = asJson(patch.providerReferences);
  if (patch.unconfirmed !== undefined) set.unconfirmed = asJson(patch.unconfirmed.map(withIds));
  if (patch.quickStarts !== undefined) set.quick_starts = asJson(patch.quickStarts);
  if (patch.inquiries !== undefined) set.inquiries = patch.inquiries;
  if ('inquiredAt' in patch) set.inquired_at = patch.inquiredAt ?? null;
  if (patch.received !== undefined) set.received = asJson(patch.received);
  if ('transactionId' in patch) set.transaction_id = patch.transactionId ?? null;
  if ('failure' in patch) set.failure = orNull(patch.failure, asJson);
  if ('review' in patch) set.review = patch.review ?? null;
  if ('capturedAmount' in patch) set.captured_amount = patch.capturedAmount ?? null;
  if (patch.refundedAmount !== undefined) set.refunded_amount = patch.refundedAmount;
  if ('refundClaims' in patch) set.refund_claims = orNull(patch.refundClaims, claimsAsJson);
  if ('reversedAt' in patch) set.reversed_at = patch.reversedAt ?? null;
  if ('savedMethodId' in patch) set.saved_method_id = patch.savedMethodId ?? null;
  if ('saveConsentAt' in patch) set.save_consent_at = patch.saveConsentAt ?? null;
  if ('unknownSince' in patch) set.unknown_since = patch.unknownSince ?? null;
  if ('resolution' in patch) set.resolution = patch.resolution ?? null;
  if (patch.merchantInitiated !== undefined) set.merchant_initiated = asFlag(patch.merchantInitiated);
  if (patch.updatedAt !== undefined) set.updated_at = risingTo(patch.updatedAt);
  return set;
}

export function readPayment(cipher: Cipher, raw: Selectable<PaymentsTable>): Payment {
  const r = parseRow('payments', row, raw);
  const sealed = sealedColumns(cipher);
  return present({
    id: r.id,
    checkoutId: r.checkout_id,
    provider: r.provider,
    channel: r.channel,
    merchantReference: r.reference,
    amount: r.amount,
    currency: r.currency,
    status: r.status,
    expiresAt: r.expires_at,
    instruction: sealed.json(place('instruction', r.id), r.instruction, instructionSchema) ?? { kind: 'none' },
    fields: sealed.json(place('fields', r.id), r.fields, fieldsSchema) ?? {},
    device: r.device ?? undefined,
    providerReferences: r.ids,
    unconfirmed: r.unconfirmed,
    quickStarts: r.quick_starts,
    inquiries: r.inquiries,
    inquiredAt: r.inquired_at ?? undefined,
    received: r.received,
    transactionId: r.transaction_id ?? undefined,
    failure: r.failure ?? undefined,
    review: r.review ?? undefined,
    capturedAmount: r.captured_amount ?? undefined,
    refundedAmount: r.refunded_amount,
    refundClaims: r.refund_claims ?? undefined,
    reversedAt: r.reversed_at ?? undefined,
    savedMethodId: r.saved_method_id ?? undefined,
    saveConsentAt: r.save_consent_at ?? undefined,
    unknownSince: r.unknown_since ?? undefined,
    resolution: r.resolution ?? undefined,
    merchantInitiated: r.merchant_initiated,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
    unreadable: sealed.unreadable,
  });
}
