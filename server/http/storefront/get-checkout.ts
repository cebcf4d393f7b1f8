import { getCheckoutResponse } from '../../../shared/api/get-checkout.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { checkoutView } from './views.ts';

export const getCheckoutEndpoint: Endpoint = {
  operation: {
    tag: 'checkouts',
    summary: 'Retrieve a checkout with its payments',
    auth: 'apiKey',
    success: { status: 200, description: 'The checkout', schema: getCheckoutResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const checkout = await loadCheckout(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await checkoutView(domain, checkout));
    },
  ],
};
