import { eventViewSchema } from './event-view.ts';
import { emptyRequest } from './fields.ts';

/** `POST /v1/events/:id/redeliver`: sends it again, with a new row of tries. */
export const redeliverEventRequest = emptyRequest;

export const redeliverEventResponse = eventViewSchema;
