import { required } from '../../http/context.ts';
import { pageRequestOf, presentPage } from '../../http/page.ts';
import { parseQuery } from '../../http/parse.ts';
import { answer } from '../../http/response.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import { listPayoutsQuery, type PayoutList } from '../wire/payouts.ts';
import { presentPayoutRow } from './payout-row.ts';

export const listPayouts: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/payouts',
  steps: ({ domain }) => [
    async (ctx) => {
      const { reference, status, ...page } = parseQuery(ctx, listPayoutsQuery);
      const operator = required(ctx.state.operator, 'requireOperator');
      const payouts = await domain.store.listPayouts({ reference, status }, pageRequestOf(page));
      const view: PayoutList = await presentPage(payouts, (payout) => presentPayoutRow(payout, operator));
      answer(ctx, 200, view);
    },
  ],
};
