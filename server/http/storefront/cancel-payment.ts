import { cancelPaymentRequest, cancelPaymentResponse } from '../../../shared/api/cancel-payment.ts';
import { cancelPayment } from '../../payments/payment/cancel-payment.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const cancelPaymentEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Cancel an unpaid payment or void an authorized one',
    auth: 'apiKey',
    key: 'optional',
    request: cancelPaymentRequest,
    success: { status: 200, description: 'The payment', schema: cancelPaymentResponse },
    problems: ['not_found', 'state_conflict'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'cancelPayment', again: paymentAgain(domain) }),
    async (ctx) => {
      const { reason } = parseBody(ctx, cancelPaymentRequest);
      const payment = await cancelPayment(domain, parameter(ctx, 'id'), { by: 'merchant', reason });
      answer(ctx, 200, await paymentView(domain, payment));
    },
  ],
};
