import { cancelPaymentRequest } from '../../../shared/api/cancel-payment.ts';
import { cancelPayment } from '../../payments/payment/cancel-payment.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const cancelPaymentEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'cancelPayment',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'cancelPayment', again: paymentAgain(domain) }),
    async (ctx) => {
      const { reason } = parseBody(ctx, cancelPaymentRequest);
      const payment = await cancelPayment(domain, parameter(ctx, 'id'), { by: 'merchant', reason });
      answer(ctx, 200, await paymentView(domain, payment));
    },
  );
