import * as z from 'zod/mini';
import { EVENT_TYPES } from '../event-type.ts';

/** `POST /v1/events/trigger`: sends a made-up event to the shop once, in the demo and with sandbox keys only. */
export const triggerEventRequest = z.strictObject({ type: z.enum(EVENT_TYPES) });

export const triggerEventResponse = z.object({
  /** Of the made-up event: it is in no log, and no id can be like it. */
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  /** What the shop answered, or why it did not. */
  status: z.optional(z.int()),
  error: z.optional(z.string()),
});
export type TriggerEventResponse = z.infer<typeof triggerEventResponse>;
