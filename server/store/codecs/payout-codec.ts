import { CURRENCIES } from '../../../shared/money.ts';
import { PAYOUT_STATUSES } from '../../../shared/payment-status.ts';
import type { Payout } from '../../payments/model/model.ts';
import {
  amount,
  count,
  fixed,
  forgettable,
  instant,
  oneOf,
  optional,
  risingInstant,
  sealedText,
  text,
} from './column.ts';
import { rowCodec, type ColumnsOf, type TableOf } from './row-codec.ts';
import { failure, providerReferences } from './shared-columns.ts';

const columns = {
  id: fixed(text('id')),
  provider: fixed(text('provider')),
  reference: fixed(text('reference')),
  merchantReference: fixed(text('merchant_reference')),
  amount: fixed(amount('amount')),
  currency: fixed(oneOf('currency', CURRENCIES)),
  bankCode: fixed(text('bank_code')),
  accountNumber: forgettable(sealedText('account_number', ''), ''),
  accountName: forgettable(sealedText('account_name', ''), ''),
  description: forgettable(sealedText('description', ''), ''),
  feeBearer: fixed(oneOf('fee_bearer', ['recipient', 'merchant'])),
  status: oneOf('status', PAYOUT_STATUSES),
  fee: optional(amount('fee')),
  providerReferences,
  failure: optional(failure),
  madeBy: fixed(text('made_by')),
  approvedBy: optional(text('approved_by')),
  unknownSince: optional(instant('unknown_since')),
  resolution: optional(text('resolution')),
  resolvedAt: optional(instant('resolved_at')),
  sequence: count('sequence'),
  createdAt: fixed(instant('created_at')),
  updatedAt: risingInstant('updated_at'),
} satisfies ColumnsOf<Payout>;

export type PayoutColumns = TableOf<typeof columns>;

export const payoutCodec = rowCodec<Payout, typeof columns>('payouts', columns);
