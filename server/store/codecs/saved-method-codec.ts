import { CHANNEL_CODES } from '../../../shared/channel.ts';
import { CURRENCIES } from '../../../shared/money.ts';
import type { SavedMethod } from '../../payments/model/model.ts';
import { fixed, instant, oneOf, optional, risingInstant, sealedText, text } from './column.ts';
import { rowCodec, type ColumnsOf, type TableOf } from './row-codec.ts';

const columns = {
  id: fixed(text('id')),
  customerReference: fixed(sealedText('customer', '')),
  provider: fixed(text('provider')),
  channel: fixed(oneOf('channel', CHANNEL_CODES)),
  currency: fixed(oneOf('currency', CURRENCIES)),
  country: fixed(text('country')),
  token: fixed(sealedText('token', '')),
  label: text('label'),
  masked: optional(sealedText('masked')),
  expiresAt: optional(instant('expires_at')),
  status: oneOf('status', ['pending', 'active', 'removed']),
  paymentId: fixed(text('payment_id')),
  createdAt: fixed(instant('created_at')),
  updatedAt: risingInstant('updated_at'),
} satisfies ColumnsOf<SavedMethod>;

export type SavedMethodColumns = TableOf<typeof columns>;

export const savedMethodCodec = rowCodec<SavedMethod, typeof columns>('saved_methods', columns);
