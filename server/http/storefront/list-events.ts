import { listEventsQuery, listEventsResponse, type ListEventsResponse } from '../../../shared/api/list-events.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentEventNow } from './present-event-now.ts';

export const listEventsEndpoint: Endpoint = {
  operation: {
    tag: 'events',
    summary: 'List events, oldest first',
    auth: 'apiKey',
    query: listEventsQuery,
    success: { status: 200, description: 'A page of events', schema: listEventsResponse },
    problems: [],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const events = await domain.store.listEvents(pageRequestOf(parseQuery(ctx, listEventsQuery)));
      const view: ListEventsResponse = await presentPage(events, (event) => presentEventNow(domain, event));
      answer(ctx, 200, view);
    },
  ],
};
