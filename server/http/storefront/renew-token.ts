import { renewTokenRequest, type RenewTokenResponse } from '../../../shared/api/renew-token.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import type { Context } from '../context.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentTime } from '../present.ts';

export const renewTokenEndpoint = ({ domain, tokens, apiKey, idempotent }: EndpointDeps): Endpoint => {
  const freshToken = async (ctx: Context): Promise<RenewTokenResponse> => {
    const checkout = await loadCheckout(domain, parameter(ctx, 'id'));
    const { token, expiresAt } = await tokens.issue(checkout.id);
    return { clientToken: token, clientTokenExpiresAt: presentTime(expiresAt) };
  };
  return endpoint(
    'renewToken',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'renewToken', again: freshToken }),
    async (ctx) => {
      parseBody(ctx, renewTokenRequest);
      answer(ctx, 200, await freshToken(ctx));
    },
  );
};
