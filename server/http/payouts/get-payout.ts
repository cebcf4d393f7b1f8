import { loadPayout } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { presentPayoutDetail } from '../present-payout.ts';

export const getPayoutEndpoint = ({ domain, payoutKey }: EndpointDeps): Endpoint =>
  endpoint('getPayout', payoutKey, async (ctx) => {
    const payout = await loadPayout(domain, parameter(ctx, 'id'));
    answer(ctx, 200, presentPayoutDetail(payout, await domain.store.payoutHistoryOf(payout.id)));
  });
