import { listCheckoutsQuery, type ListCheckoutsResponse } from '../../../shared/api/list-checkouts.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { pageOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { checkoutView } from './views.ts';

export const listCheckoutsEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('listCheckouts', apiKey, async (ctx) => {
    const { reference, status, ...page } = parseQuery(ctx, listCheckoutsQuery);
    const checkouts = await domain.store.listCheckouts({ reference, status }, pageOf(page));
    const view: ListCheckoutsResponse = await presentPage(checkouts, (checkout) => checkoutView(domain, checkout));
    answer(ctx, 200, view);
  });
