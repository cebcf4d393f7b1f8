import { listEventsQuery, listEventsResponse, type ListEventsResponse } from '../../../shared/api/list-events.ts';
import { fieldError } from '../../payments/core/domain-error.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentEventNow } from './present-event-now.ts';

export const listEventsEndpoint: Endpoint = {
  operation: {
    tag: 'events',
    summary: 'List events, oldest first',
    description:
      'To follow the log, begin with `after=latest`, go on at `nextCursor` while there is one, and then with `after=` and the id of the last event that you have.',
    auth: 'apiKey',
    query: listEventsQuery,
    success: { status: 200, description: 'A page of events', schema: listEventsResponse },
    problems: [],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const { after, ...page } = parseQuery(ctx, listEventsQuery);
      if (after !== undefined && page.cursor !== undefined) throw fieldError('after', 'must not be given with cursor');
      const events = await domain.store.listEvents({ ...pageRequestOf(page), after });
      const view: ListEventsResponse = await presentPage(events, (event) => presentEventNow(domain, event));
      answer(ctx, 200, view);
    },
  ],
};
