import { refundPaymentRequest, refundPaymentResponse } from '../../../shared/api/refund-payment.ts';
import { refundPayment } from '../../payments/refund/refund-payment.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentRefund } from '../present/present-refund.ts';
import { refundAgain } from '../present-again.ts';

export const refundPaymentEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Refund a payment',
    description:
      'Refunds the remaining amount or part of it, if the channel supports refunds; otherwise a `state_conflict` gives the reason.',
    auth: 'apiKey',
    key: 'required',
    request: refundPaymentRequest,
    success: { status: 201, description: 'The refund', schema: refundPaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'refundPayment', makes: 'rf', keyRequired: true, again: refundAgain(domain) }),
    async (ctx) => {
      const { amount, reason } = parseBody(ctx, refundPaymentRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const refund = await refundPayment(domain, { id, paymentId: parameter(ctx, 'id'), amount, reason });
      answer(ctx, 201, presentRefund(refund));
    },
  ],
};
