import * as z from 'zod/mini';
import { EVENT_TYPES } from '../../../shared/event-type.ts';
import { time } from './fields.ts';

/** One entry of the history: evidence, an answer of the provider, or an act, and what it changed. */
const historyEntry = z.object({
  kind: z.literal('history'),
  at: time,
  source: z.string(),
  said: z.string(),
  from: z.string(),
  to: z.string(),
  note: z.optional(z.string()),
});

/** A verified notification of the provider. What it said is not shown: an inquiry follows, and decides. */
const notificationEntry = z.object({ kind: z.literal('notification'), at: time, bytes: z.int() });

export const DELIVERY_STATUSES = ['delivered', 'waiting', 'refused', 'held', 'exhausted', 'off'] as const;

/** An event, and how its delivery to the shop stands. */
const eventEntry = z.object({
  kind: z.literal('event'),
  at: time,
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  delivery: z.object({
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int(),
    deliveredAt: z.optional(time),
    nextAt: z.optional(time),
    /** The shop's last answer, or why there was none. */
    lastAnswer: z.optional(z.object({ at: time, status: z.optional(z.int()), error: z.optional(z.string()) })),
  }),
});
export type EventEntry = z.infer<typeof eventEntry>;

export const timelineEntry = z.discriminatedUnion('kind', [historyEntry, notificationEntry, eventEntry]);
export type TimelineEntry = z.infer<typeof timelineEntry>;
