import type { ListBanksResponse } from '../../../shared/api/list-banks.ts';
import { allPayoutProviders } from '../../payments/payout/balances.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';

/** Of whoever would be asked: the best payer of each currency. */
export const listBanksEndpoint = ({ domain, payoutKey }: EndpointDeps): Endpoint =>
  endpoint('listBanks', payoutKey, (ctx) => {
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
  });
