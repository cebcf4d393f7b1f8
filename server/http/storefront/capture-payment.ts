import { capturePaymentRequest } from '../../../shared/api/capture-payment.ts';
import { capturePayment } from '../../payments/payment/capture-payment.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const capturePaymentEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'capturePayment',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'capturePayment', demanded: true, again: paymentAgain(domain) }),
    async (ctx) => {
      const { amount } = parseBody(ctx, capturePaymentRequest);
      const payment = await capturePayment(domain, parameter(ctx, 'id'), amount);
      answer(ctx, 200, await paymentView(domain, payment));
    },
  );
