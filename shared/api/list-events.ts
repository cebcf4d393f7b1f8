import * as z from 'zod/mini';
import { pageQuery } from './fields.ts';
import { eventViewSchema } from './event-view.ts';

/** `GET /v1/events`: the event log, oldest first; go on at `nextCursor`, or `after` the last event that you have. */
export const listEventsQuery = z.strictObject({
  /** An event's id: those after it. `latest`: none, and the cursor from which later ones follow. */
  after: z.optional(z.string().check(z.regex(/^(?:latest|evt_[\w-]{1,40})$/, 'must be the id of an event, or latest'))),
  ...pageQuery,
});

export const listEventsResponse = z.object({ data: z.array(eventViewSchema), nextCursor: z.nullable(z.string()) });
export type ListEventsResponse = z.infer<typeof listEventsResponse>;
