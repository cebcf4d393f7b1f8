import { confirmReceiptRequest, confirmReceiptResponse } from '../../../shared/api/confirm-receipt.ts';
import { confirmReceipt } from '../../payments/payment/confirm-receipt.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const confirmReceiptEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Confirm that the customer received the goods',
    description:
      'For paylater channels whose provider pays the merchant only after receipt; any other channel is a `state_conflict`. Repeating it has no effect.',
    auth: 'apiKey',
    key: 'optional',
    request: confirmReceiptRequest,
    success: { status: 200, description: 'The payment', schema: confirmReceiptResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'confirmReceipt', again: paymentAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, confirmReceiptRequest);
      const payment = await confirmReceipt(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await paymentView(domain, payment));
    },
  ],
};
