import { getPaymentResponse } from '../../../shared/api/get-payment.ts';
import { loadPayment } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { paymentView } from './views.ts';

export const getPaymentEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Retrieve a payment with its history',
    description:
      'The history lists every report from the provider and every status transition: the newest 100 entries, oldest first.',
    auth: 'apiKey',
    success: { status: 200, description: 'The payment', schema: getPaymentResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const payment = await loadPayment(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await paymentView(domain, payment));
    },
  ],
};
