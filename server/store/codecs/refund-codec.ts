import { CURRENCIES } from '../../../shared/money.ts';
import { REFUND_ORIGINS, REFUND_STATUSES, REVIEWS } from '../../../shared/payment-status.ts';
import type { Refund } from '../../payments/model/model.ts';
import { amount, fixed, forgettable, instant, json, oneOf, optional, risingInstant, text } from './column.ts';
import { rowCodec, type ColumnsOf, type TableOf } from './row-codec.ts';
import { failure, providerReferences, stringRecord } from './shared-columns.ts';

const columns = {
  id: fixed(text('id')),
  paymentId: fixed(text('payment_id')),
  merchantReference: fixed(text('merchant_reference')),
  amount: fixed(amount('amount')),
  currency: fixed(oneOf('currency', CURRENCIES)),
  status: oneOf('status', REFUND_STATUSES),
  origin: fixed(oneOf('origin', REFUND_ORIGINS)),
  reason: forgettable(optional(text('reason')), undefined),
  resolves: fixed(optional(oneOf('resolves', REVIEWS))),
  providerReferences,
  unconfirmedReferences: json('unconfirmed_references', stringRecord),
  failure: optional(failure),
  unknownSince: optional(instant('unknown_since')),
  createdAt: fixed(instant('created_at')),
  updatedAt: risingInstant('updated_at'),
} satisfies ColumnsOf<Refund>;

export type RefundColumns = TableOf<typeof columns>;

export const refundCodec = rowCodec<Refund, typeof columns>('refunds', columns);
