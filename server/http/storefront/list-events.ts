import { listEventsQuery, type ListEventsResponse } from '../../../shared/api/list-events.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { pageOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentEventNow } from './present-event-now.ts';

export const listEventsEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('listEvents', apiKey, async (ctx) => {
    const events = await domain.store.listEvents(pageOf(parseQuery(ctx, listEventsQuery)));
    const view: ListEventsResponse = await presentPage(events, (event) => presentEventNow(domain, event));
    answer(ctx, 200, view);
  });
