import { required } from '../../http/context.ts';
import { parameter } from '../../http/path-parameter.ts';
import { optional } from '../../http/present/present-parts.ts';
import { answer } from '../../http/response.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { loadPayout } from '../../payments/core/load.ts';
import { isUnknownTooLong } from '../../payments/review/raise-unknown-review.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import { presentTimeline } from '../payments/present-timeline.ts';
import type { PayoutDetail } from '../wire/payouts.ts';
import { presentMaker, presentPayoutRow } from './payout-row.ts';

/** One payout with all that happened to it, and what can be done. */
export const getPayout: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/payouts/:id',
  steps: ({ domain }) => [
    async (ctx) => {
      const operator = required(ctx.state.operator, 'requireOperator');
      answer(ctx, 200, await payoutDetail(domain, parameter(ctx, 'id'), operator));
    },
  ],
};

async function payoutDetail(domain: Domain, id: string, operator: string): Promise<PayoutDetail> {
  const payout = await loadPayout(domain, id);
  const { store } = domain;
  const [history, notifications, events] = await Promise.all([
    store.payoutHistoryOf(id),
    store.notificationsAbout(payout.provider, id),
    store.eventsOf(id),
  ]);
  const row = presentPayoutRow(payout, operator);
  const isDue = isUnknownTooLong(payout, domain.clock.now());
  // Where payouts need approval, whoever made it cannot call it failed either.
  const mayFail = !(row.isOwn && domain.payoutApproval === true);
  return {
    ...row,
    ...optional('approvedBy', payout.approvedBy === undefined ? undefined : presentMaker(payout.approvedBy)),
    merchantReference: payout.merchantReference,
    providerReferences: { ...payout.providerReferences },
    timeline: await presentTimeline(domain, { history, notifications, events }),
    actions: {
      approve: payout.status === 'awaiting_approval' && !row.isOwn,
      resolve: isDue ? (mayFail ? ['succeeded', 'failed'] : ['succeeded']) : [],
    },
  };
}
