import type { ListBalancesResponse } from '../../../shared/api/list-balances.ts';
import { fetchBalances } from '../../payments/payout/balances.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { presentBalance } from '../present-payout.ts';

export const listBalancesEndpoint = ({ domain, payoutKey }: EndpointDeps): Endpoint =>
  endpoint('listBalances', payoutKey, async (ctx) => {
    const view: ListBalancesResponse = { data: (await fetchBalances(domain)).map(presentBalance), nextCursor: null };
    answer(ctx, 200, view);
  });
