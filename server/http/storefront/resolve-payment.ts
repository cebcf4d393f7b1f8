import { resolvePaymentRequest, resolvePaymentResponse } from '../../../shared/api/resolve-payment.ts';
import { resolvePayment } from '../../payments/review/resolve-payment.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const resolvePaymentEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Resolve a review or an unknown outcome',
    description:
      '`accept`: the money counts towards the order (`amount_differs`, `paid_late`, and `unknown` for more than an hour; a `challenge` is approved at the provider). `refund`: the money is returned (`amount_differs`, `paid_late`; for `paid_twice` only the excess; a `challenge` is denied). `dismiss`: clears the review without moving money, except that `amount_differs` and `challenge` become `canceled` and `unknown` becomes `failed`. Where the payment needs no decision and a refund of it has been `unknown` for more than an hour, `accept` books that refund as made and `dismiss` as failed. Any other combination is a `state_conflict`. Emits `payment.review_resolved`.',
    auth: 'apiKey',
    key: 'required',
    request: resolvePaymentRequest,
    success: { status: 200, description: 'The payment', schema: resolvePaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'resolvePayment', makes: 'rf', keyRequired: true, again: paymentAgain(domain) }),
    async (ctx) => {
      const { decision, note } = parseBody(ctx, resolvePaymentRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const by = 'a key of the storefront';
      const payment = await resolvePayment(domain, { id, paymentId: parameter(ctx, 'id'), decision, note, by });
      answer(ctx, 200, await paymentView(domain, payment));
    },
  ],
};
