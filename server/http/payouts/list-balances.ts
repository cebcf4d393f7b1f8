import { listBalancesResponse, type ListBalancesResponse } from '../../../shared/api/list-balances.ts';
import { fetchBalances } from '../../payments/payout/fetch-balances.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { presentBalance } from '../present/present-payout.ts';

export const listBalancesEndpoint: Endpoint = {
  operation: {
    tag: 'payouts',
    summary: 'Retrieve the balances at the payout providers',
    auth: 'payoutKey',
    success: { status: 200, description: 'The balances', schema: listBalancesResponse },
    problems: ['provider_unavailable'],
  },
  steps: ({ domain, payoutKey }) => [
    payoutKey,
    async (ctx) => {
      const view: ListBalancesResponse = { data: (await fetchBalances(domain)).map(presentBalance), nextCursor: null };
      answer(ctx, 200, view);
    },
  ],
};
