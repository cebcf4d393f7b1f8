import { listPayoutsQuery, type ListPayoutsResponse } from '../../../shared/api/list-payouts.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { pageOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentPayout } from '../present-payout.ts';

export const listPayoutsEndpoint = ({ domain, payoutKey }: EndpointDeps): Endpoint =>
  endpoint('listPayouts', payoutKey, async (ctx) => {
    const { reference, status, ...page } = parseQuery(ctx, listPayoutsQuery);
    const payouts = await domain.store.listPayouts({ reference, status }, pageOf(page));
    const view: ListPayoutsResponse = await presentPage(payouts, presentPayout);
    answer(ctx, 200, view);
  });
