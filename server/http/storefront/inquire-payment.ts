import { inquirePaymentRequest, inquirePaymentResponse } from '../../../shared/api/inquire-payment.ts';
import { inquirePayment } from '../../payments/payment/inquire-payment.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const inquirePaymentEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Inquire about a payment at the provider',
    description: 'Returns the payment after the inquiry. If the provider does not respond, nothing changes.',
    auth: 'apiKey',
    key: 'optional',
    request: inquirePaymentRequest,
    success: { status: 200, description: 'The payment', schema: inquirePaymentResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'inquirePayment', again: paymentAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, inquirePaymentRequest);
      const payment = await inquirePayment(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await paymentView(domain, payment));
    },
  ],
};
