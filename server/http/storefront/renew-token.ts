import { renewTokenRequest, type RenewTokenResponse } from '../../../shared/api/renew-token.ts';
import { loadCheckout } from '../../payments/load.ts';
import { answer } from '../answer.ts';
import { endpoint, parameter, type Endpoint, type Kit } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentTime } from '../present.ts';

export const renewTokenEndpoint = ({ domain, tokens, apiKey, idempotent }: Kit): Endpoint =>
  endpoint('renewToken', apiKey, rawBody, jsonBody, idempotent({ route: 'renewToken' }), async (ctx) => {
    parseBody(ctx, renewTokenRequest);
    const checkout = await loadCheckout(domain, parameter(ctx, 'id'));
    const { token, expiresAt } = await tokens.issue(checkout.id);
    const view: RenewTokenResponse = { clientToken: token, clientTokenExpiresAt: presentTime(expiresAt) };
    answer(ctx, 200, view);
  });
