import { inquirePaymentRequest } from '../../../shared/api/inquire-payment.ts';
import { inquirePayment } from '../../payments/payment/inquire-payment.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const inquirePaymentEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'inquirePayment',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'inquirePayment', again: paymentAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, inquirePaymentRequest);
      const payment = await inquirePayment(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await paymentView(domain, payment));
    },
  );
