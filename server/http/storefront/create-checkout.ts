import { createCheckoutRequest, type CreateCheckoutResponse } from '../../../shared/api/create-checkout.ts';
import { createCheckout } from '../../payments/create-checkout.ts';
import { answer } from '../answer.ts';
import { required } from '../context.ts';
import { endpoint, type Endpoint, type Kit } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentTime } from '../present.ts';
import { checkoutView } from './views.ts';

export const createCheckoutEndpoint = ({ domain, tokens, apiKey, idempotent }: Kit): Endpoint =>
  endpoint(
    'createCheckout',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'createCheckout', makes: 'co' }),
    async (ctx) => {
      const { expiresAt, ...order } = parseBody(ctx, createCheckoutRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const checkout = await createCheckout(domain, id, {
        ...order,
        expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
      });
      const { token, expiresAt: tokenEnd } = await tokens.issue(checkout.id);
      const view: CreateCheckoutResponse = {
        ...(await checkoutView(domain, checkout)),
        clientToken: token,
        clientTokenExpiresAt: presentTime(tokenEnd),
      };
      answer(ctx, 201, view);
    },
  );
