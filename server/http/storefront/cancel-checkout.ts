import { cancelCheckoutRequest, cancelCheckoutResponse } from '../../../shared/api/cancel-checkout.ts';
import { cancelCheckout } from '../../payments/checkout/cancel-checkout.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { checkoutAgain } from '../present-again.ts';
import { checkoutView } from './views.ts';

export const cancelCheckoutEndpoint: Endpoint = {
  operation: {
    tag: 'checkouts',
    summary: 'Cancel a checkout',
    description:
      'Closes the checkout and cancels its open payment at the provider. A paid checkout must be refunded instead.',
    auth: 'apiKey',
    key: 'optional',
    request: cancelCheckoutRequest,
    success: { status: 200, description: 'The canceled checkout', schema: cancelCheckoutResponse },
    problems: ['not_found', 'state_conflict'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'cancelCheckout', again: checkoutAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, cancelCheckoutRequest);
      const checkout = await cancelCheckout(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await checkoutView(domain, checkout));
    },
  ],
};
