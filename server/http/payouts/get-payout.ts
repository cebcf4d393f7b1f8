import { getPayoutResponse } from '../../../shared/api/get-payout.ts';
import { loadPayout } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { presentPayoutDetail } from '../present/present-payout.ts';

export const getPayoutEndpoint: Endpoint = {
  operation: {
    tag: 'payouts',
    summary: 'Retrieve a payout with its history',
    auth: 'payoutKey',
    success: { status: 200, description: 'The payout', schema: getPayoutResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, payoutKey }) => [
    payoutKey,
    async (ctx) => {
      const payout = await loadPayout(domain, parameter(ctx, 'id'));
      answer(ctx, 200, presentPayoutDetail(payout, await domain.store.payoutHistoryOf(payout.id)));
    },
  ],
};
