import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { presentPayment } from '../present.ts';
import { loadOwnPayment } from './own-payment.ts';

export const getSessionPaymentEndpoint = ({ domain, browserOrigin, clientToken }: EndpointDeps): Endpoint =>
  endpoint('getSessionPayment', browserOrigin, clientToken, async (ctx) => {
    answer(ctx, 200, presentPayment(await loadOwnPayment(domain, ctx)));
  });
