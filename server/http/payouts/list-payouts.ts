import { listPayoutsQuery, listPayoutsResponse, type ListPayoutsResponse } from '../../../shared/api/list-payouts.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentPayout } from '../present/present-payout.ts';

export const listPayoutsEndpoint: Endpoint = {
  operation: {
    tag: 'payouts',
    summary: 'List payouts, newest first',
    auth: 'payoutKey',
    query: listPayoutsQuery,
    success: { status: 200, description: 'A page of payouts', schema: listPayoutsResponse },
    problems: [],
  },
  steps: ({ domain, payoutKey }) => [
    payoutKey,
    async (ctx) => {
      const { reference, status, ...page } = parseQuery(ctx, listPayoutsQuery);
      const payouts = await domain.store.listPayouts({ reference, status }, pageRequestOf(page));
      const view: ListPayoutsResponse = await presentPage(payouts, presentPayout);
      answer(ctx, 200, view);
    },
  ],
};
