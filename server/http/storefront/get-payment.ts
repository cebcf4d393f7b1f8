import { loadPayment } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { paymentView } from './views.ts';

export const getPaymentEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('getPayment', apiKey, async (ctx) => {
    const payment = await loadPayment(domain, parameter(ctx, 'id'));
    answer(ctx, 200, await paymentView(domain, payment));
  });
