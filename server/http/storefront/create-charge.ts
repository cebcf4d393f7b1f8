import { createChargeRequest } from '../../../shared/api/create-charge.ts';
import { chargeSavedMethod } from '../../payments/saved-method/charge-saved-method.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseJson } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { tidyOrder } from './tidy-order.ts';
import { paymentView } from './views.ts';

export const createChargeEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'createCharge',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'createCharge', makes: 'pay', demanded: true, again: paymentAgain(domain) }),
    async (ctx) => {
      const { body } = tidyOrder(required(ctx.state.json, 'jsonBody'));
      const order = parseJson(body, createChargeRequest);
      const paymentId = required(ctx.state.resourceId, 'idempotent');
      const payment = await chargeSavedMethod(domain, { paymentId, order });
      answer(ctx, 201, await paymentView(domain, payment));
    },
  );
