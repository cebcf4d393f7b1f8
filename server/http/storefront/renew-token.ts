import { renewTokenRequest, renewTokenResponse, type RenewTokenResponse } from '../../../shared/api/renew-token.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import type { Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentTime } from '../present/present-parts.ts';

export const renewTokenEndpoint: Endpoint = {
  operation: {
    tag: 'checkouts',
    summary: 'Renew the client token',
    description: 'For a page whose token has expired or is about to. Earlier tokens stay valid until they expire.',
    auth: 'apiKey',
    key: 'optional',
    request: renewTokenRequest,
    success: { status: 200, description: 'The new client token', schema: renewTokenResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, tokens, apiKey, idempotent }) => {
    const freshToken = async (ctx: Context): Promise<RenewTokenResponse> => {
      const checkout = await loadCheckout(domain, parameter(ctx, 'id'));
      const { token, expiresAt } = tokens.issue(checkout.id);
      return { clientToken: token, clientTokenExpiresAt: presentTime(expiresAt) };
    };
    return [
      apiKey,
      rawBody,
      jsonBody,
      idempotent({ route: 'renewToken', again: freshToken }),
      async (ctx) => {
        parseBody(ctx, renewTokenRequest);
        answer(ctx, 200, await freshToken(ctx));
      },
    ];
  },
};
