import { CURRENCIES } from '../../../shared/money.ts';
import { answer } from '../../http/response.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import type { PayoutOptions } from '../wire/payouts.ts';

/** The currencies and banks that payouts can be made in and to. */
export const getPayoutOptions: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/payout-options',
  steps: ({ domain }) => [
    (ctx) => {
      const view: PayoutOptions = {
        currencies: CURRENCIES.flatMap((currency) => {
          const [best] = domain.providerRouter.payoutProviders(currency);
          if (best === undefined) return [];
          return [{ currency, banks: best.offer.banks.map(({ code, name }) => ({ code, name })) }];
        }),
      };
      answer(ctx, 200, view);
    },
  ],
};
