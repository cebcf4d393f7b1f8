import { capturePaymentRequest, capturePaymentResponse } from '../../../shared/api/capture-payment.ts';
import { capturePayment } from '../../payments/payment/capture-payment.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const capturePaymentEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Capture an authorized payment',
    description: 'For checkouts with `capture: "manual"`. Captures the full authorized amount or part of it.',
    auth: 'apiKey',
    key: 'required',
    request: capturePaymentRequest,
    success: { status: 200, description: 'The payment', schema: capturePaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'capturePayment', keyRequired: true, again: paymentAgain(domain) }),
    async (ctx) => {
      const { amount } = parseBody(ctx, capturePaymentRequest);
      const payment = await capturePayment(domain, parameter(ctx, 'id'), amount);
      answer(ctx, 200, await paymentView(domain, payment));
    },
  ],
};
