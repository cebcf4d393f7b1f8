import {
  cancelSessionPaymentRequest,
  cancelSessionPaymentResponse,
} from '../../../shared/api/cancel-session-payment.ts';
import { cancelPayment } from '../../payments/payment/cancel-payment.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayment } from '../present/present-payment.ts';
import { sessionPaymentAgain } from '../present-again.ts';
import { loadOwnPayment } from './own-payment.ts';

export const cancelSessionPaymentEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Cancel a payment so that the customer can choose again',
    auth: 'clientToken',
    key: 'optional',
    request: cancelSessionPaymentRequest,
    success: { status: 200, description: 'The payment', schema: cancelSessionPaymentResponse },
    problems: ['not_found', 'state_conflict'],
  },
  steps: ({ domain, browserOrigin, clientToken, idempotent }) => [
    browserOrigin,
    clientToken,
    rawBody,
    jsonBody,
    idempotent({ route: 'cancelSessionPayment', again: sessionPaymentAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, cancelSessionPaymentRequest);
      const { id } = await loadOwnPayment(domain, ctx);
      answer(ctx, 200, presentPayment(await cancelPayment(domain, id, { by: 'customer' })));
    },
  ],
};
