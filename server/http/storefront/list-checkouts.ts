import {
  listCheckoutsQuery,
  listCheckoutsResponse,
  type ListCheckoutsResponse,
} from '../../../shared/api/list-checkouts.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { checkoutView } from './views.ts';

export const listCheckoutsEndpoint: Endpoint = {
  operation: {
    tag: 'checkouts',
    summary: 'List checkouts, newest first',
    auth: 'apiKey',
    query: listCheckoutsQuery,
    success: { status: 200, description: 'A page of checkouts', schema: listCheckoutsResponse },
    problems: [],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const { reference, status, ...page } = parseQuery(ctx, listCheckoutsQuery);
      const checkouts = await domain.store.listCheckouts({ reference, status }, pageRequestOf(page));
      const view: ListCheckoutsResponse = await presentPage(checkouts, (checkout) => checkoutView(domain, checkout));
      answer(ctx, 200, view);
    },
  ],
};
