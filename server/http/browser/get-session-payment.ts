import { getSessionPaymentResponse } from '../../../shared/api/get-session-payment.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { presentPayment } from '../present/present-payment.ts';
import { loadOwnPayment } from './own-payment.ts';

export const getSessionPaymentEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Retrieve a payment of this checkout',
    auth: 'clientToken',
    success: { status: 200, description: 'The payment', schema: getSessionPaymentResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, browserOrigin, clientToken }) => [
    browserOrigin,
    clientToken,
    async (ctx) => {
      answer(ctx, 200, presentPayment(await loadOwnPayment(domain, ctx)));
    },
  ],
};
