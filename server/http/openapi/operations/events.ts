import { listEventsQuery, listEventsResponse } from '../../../../shared/api/list-events.ts';
import { redeliverEventRequest, redeliverEventResponse } from '../../../../shared/api/redeliver-event.ts';
import type { Operations } from '../operation.ts';

export const EVENT_OPERATIONS = {
  listEvents: {
    tag: 'events',
    summary: 'Read the event log, oldest first',
    auth: 'apiKey',
    query: listEventsQuery,
    success: { status: 200, description: 'A page of events', schema: listEventsResponse },
    problems: [],
  },
  redeliverEvent: {
    tag: 'events',
    summary: 'Send an event again',
    auth: 'apiKey',
    key: 'accepted',
    request: redeliverEventRequest,
    success: { status: 200, description: 'The event', schema: redeliverEventResponse },
    problems: ['not_found'],
  },
} as const satisfies Operations;
