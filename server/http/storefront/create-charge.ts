import { createChargeRequest, createChargeResponse } from '../../../shared/api/create-charge.ts';
import { chargeSavedMethod } from '../../payments/saved-method/charge-saved-method.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseJson } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { tidyOrder } from './tidy-order.ts';
import { paymentView } from './views.ts';

export const createChargeEndpoint: Endpoint = {
  operation: {
    tag: 'saved',
    summary: 'Charge a saved method without the customer',
    description: 'For recurring orders. Creates its own checkout.',
    auth: 'apiKey',
    key: 'required',
    request: createChargeRequest,
    success: { status: 201, description: 'The payment', schema: createChargeResponse },
    problems: ['conflict', 'channel_unavailable', 'amount_out_of_range', 'provider_unavailable'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'createCharge', makes: 'pay', keyRequired: true, again: paymentAgain(domain) }),
    async (ctx) => {
      const { body } = tidyOrder(required(ctx.state.json, 'jsonBody'));
      const order = parseJson(body, createChargeRequest);
      const paymentId = required(ctx.state.resourceId, 'idempotent');
      const payment = await chargeSavedMethod(domain, { paymentId, order });
      answer(ctx, 201, await paymentView(domain, payment));
    },
  ],
};
