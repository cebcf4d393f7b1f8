import { answer } from '../response.ts';
import { endpoint, type Endpoint, type Kit } from '../endpoint.ts';
import { presentPayment } from '../present.ts';
import { loadOwnPayment } from './own-payment.ts';

export const getSessionPaymentEndpoint = ({ domain, browserOrigin, clientToken }: Kit): Endpoint =>
  endpoint('getSessionPayment', browserOrigin, clientToken, async (ctx) => {
    answer(ctx, 200, presentPayment(await loadOwnPayment(domain, ctx)));
  });
