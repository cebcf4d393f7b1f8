import { z } from 'zod';
import { EVENT_TYPES } from '../../../shared/event-type.ts';
import type { StoredEvent } from '../../payments/model/model.ts';
import { instantSchema } from '../row.ts';
import {
  count,
  fixed,
  flag,
  flagOrAbsent,
  instant,
  integer,
  json,
  oneOf,
  optional,
  sealedText,
  text,
} from './column.ts';
import { rowCodec, type ColumnsOf, type TableOf } from './row-codec.ts';

const response = z.object({ at: instantSchema, status: z.int().optional(), error: z.string().optional() });

const columns = {
  id: fixed(text('id')),
  type: fixed(oneOf('type', EVENT_TYPES)),
  stream: fixed(text('stream')),
  sequence: fixed(integer('sequence')),
  // It repeats the checkout with its customer.
  body: fixed(sealedText('body', '')),
  createdAt: fixed(instant('created_at')),
  deliveredAt: optional(instant('delivered_at')),
  deliveryAttempts: count('delivery_attempts'),
  retryAt: optional(instant('retry_at')),
  deliveryExhausted: flag('delivery_exhausted'),
  lastResponse: optional(json('last_answer', response)),
  refusedSince: optional(instant('refused_since')),
  requested: flagOrAbsent('requested'),
  probeAt: optional(instant('probe_at')),
} satisfies ColumnsOf<StoredEvent>;

export type EventColumns = TableOf<typeof columns>;

export const eventCodec = rowCodec<StoredEvent, typeof columns>('events', columns);
