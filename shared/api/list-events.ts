import * as z from 'zod/mini';
import { pageQuery } from './fields.ts';
import { eventViewSchema } from './event-view.ts';

/** `GET /v1/events`: the event log, oldest first; go on at `nextCursor`. */
export const listEventsQuery = z.strictObject(pageQuery);

export const listEventsResponse = z.object({ data: z.array(eventViewSchema), nextCursor: z.nullable(z.string()) });
export type ListEventsResponse = z.infer<typeof listEventsResponse>;
