import { z } from 'zod';
import { CHANNEL_CODES } from '../../../shared/channel.ts';
import { CURRENCIES } from '../../../shared/money.ts';
import { CHECKOUT_STATUSES } from '../../../shared/payment-status.ts';
import type { Checkout } from '../../payments/model/model.ts';
import { amountSchema } from '../row.ts';
import {
  amount,
  fixed,
  forgettable,
  instant,
  integer,
  json,
  oneOf,
  optional,
  risingInstant,
  sealedJson,
  text,
} from './column.ts';
import { rowCodec, type ColumnsOf, type TableOf } from './row-codec.ts';
import { stringRecord } from './shared-columns.ts';

const item = z.object({ name: z.string(), quantity: z.int(), unitAmount: amountSchema });

const word = z.string().optional();

const customer = z.object({
  reference: word,
  name: word,
  email: word,
  phone: word,
  address: z.object({ line1: word, city: word, state: word, postalCode: word, country: word }).optional(),
});

const columns = {
  id: fixed(text('id')),
  reference: fixed(text('reference')),
  amount: fixed(amount('amount')),
  currency: fixed(oneOf('currency', CURRENCIES)),
  country: fixed(text('country')),
  description: forgettable(optional(text('description')), undefined),
  items: forgettable(optional(json('items', z.array(item))), undefined),
  customer: forgettable(optional(sealedJson('customer', customer)), undefined),
  returnUrl: fixed(text('return_url')),
  expiresAt: fixed(instant('expires_at')),
  channels: fixed(optional(json('channels', z.array(z.enum(CHANNEL_CODES))))),
  capture: fixed(oneOf('capture', ['automatic', 'manual'])),
  savePayment: fixed(oneOf('save_payment', ['never', 'offer', 'require'])),
  installments: fixed(optional(json('installments', z.array(z.int())))),
  metadata: forgettable(optional(json('metadata', stringRecord)), undefined),
  status: oneOf('status', CHECKOUT_STATUSES),
  sequence: integer('sequence'),
  createdAt: fixed(instant('created_at')),
  updatedAt: risingInstant('updated_at'),
} satisfies ColumnsOf<Checkout>;

export type CheckoutColumns = TableOf<typeof columns>;

export const checkoutCodec = rowCodec<Checkout, typeof columns>('checkouts', columns);
