import { loadCheckout } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { checkoutView } from './views.ts';

export const getCheckoutEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('getCheckout', apiKey, async (ctx) => {
    const checkout = await loadCheckout(domain, parameter(ctx, 'id'));
    answer(ctx, 200, await checkoutView(domain, checkout));
  });
