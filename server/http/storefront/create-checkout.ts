import { createCheckoutRequest, type CreateCheckoutResponse } from '../../../shared/api/create-checkout.ts';
import { createCheckout } from '../../payments/create-checkout.ts';
import { loadCheckout } from '../../payments/load.ts';
import type { Checkout } from '../../payments/payment.ts';
import { answer } from '../answer.ts';
import { required } from '../context.ts';
import { endpoint, type Endpoint, type Kit } from '../endpoint.ts';
import type { KeyRule } from '../middleware/idempotency.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentTime } from '../present.ts';
import { checkoutView } from './views.ts';

export const createCheckoutEndpoint = ({ domain, tokens, apiKey, idempotent }: Kit): Endpoint => {
  const viewOf = async (checkout: Checkout): Promise<CreateCheckoutResponse> => {
    const { token, expiresAt } = await tokens.issue(checkout.id);
    return {
      ...(await checkoutView(domain, checkout)),
      clientToken: token,
      clientTokenExpiresAt: presentTime(expiresAt),
    };
  };
  const again: KeyRule['again'] = async (_ctx, { id = '' }) => viewOf(await loadCheckout(domain, id));
  return endpoint(
    'createCheckout',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'createCheckout', makes: 'co', again }),
    async (ctx) => {
      const { expiresAt, ...order } = parseBody(ctx, createCheckoutRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const checkout = await createCheckout(domain, id, {
        ...order,
        expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
      });
      answer(ctx, 201, await viewOf(checkout));
    },
  );
};
