import { cancelCheckoutRequest } from '../../../shared/api/cancel-checkout.ts';
import { cancelCheckout } from '../../payments/checkout/cancel-checkout.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { checkoutAgain } from '../present-again.ts';
import { checkoutView } from './views.ts';

export const cancelCheckoutEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'cancelCheckout',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'cancelCheckout', again: checkoutAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, cancelCheckoutRequest);
      const checkout = await cancelCheckout(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await checkoutView(domain, checkout));
    },
  );
