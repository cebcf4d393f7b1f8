import { listBanksResponse, type ListBanksResponse } from '../../../shared/api/list-banks.ts';
import { allPayoutProviders } from '../../payments/payout/fetch-balances.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';

/** The banks of the preferred payout provider of each currency. */
export const listBanksEndpoint: Endpoint = {
  operation: {
    tag: 'payouts',
    summary: 'List banks for payouts',
    description: 'Bank codes with names, for a selection list. Not exhaustive: other codes may be valid.',
    auth: 'payoutKey',
    success: { status: 200, description: 'The banks', schema: listBanksResponse },
    problems: [],
  },
  steps: ({ domain, payoutKey }) => [
    payoutKey,
    (ctx) => {
      const offers = new Map(
        allPayoutProviders(domain)
          .toReversed()
          .map(({ offer }) => [offer.currency, offer]),
      );
      const view: ListBanksResponse = {
        data: [...offers.values()].flatMap(({ banks, currency }) =>
          banks.map(({ code, name }) => ({ code, name, currency })),
        ),
        nextCursor: null,
      };
      answer(ctx, 200, view);
    },
  ],
};
