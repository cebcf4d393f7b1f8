import {
  createCheckoutRequest,
  createCheckoutResponse,
  type CreateCheckoutResponse,
} from '../../../shared/api/create-checkout.ts';
import { createCheckout } from '../../payments/checkout/create-checkout.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import type { Checkout } from '../../payments/model/model.ts';
import type { SessionView } from '../../../shared/api/views.ts';
import { answer } from '../response.ts';
import type { ClientTokens } from '../client-token.ts';
import { sessionView } from '../browser/session-view.ts';
import { required, type Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import type { KeyRule } from '../middleware/idempotency.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { languageOf } from '../language.ts';
import { parseJson } from '../parse.ts';
import { presentCheckout } from '../present/present-checkout.ts';
import { presentTime } from '../present/present-parts.ts';
import { tidyOrder } from './tidy-order.ts';
import { checkoutView } from './views.ts';

export const createCheckoutEndpoint: Endpoint = {
  operation: {
    tag: 'checkouts',
    summary: 'Create a checkout',
    description:
      'Returns the checkout with a client token for `<kasir-checkout>`. Only one checkout per `reference` can be open or paid; creating another is a `conflict` that names the existing one in `checkoutId`.',
    auth: 'apiKey',
    key: 'optional',
    request: createCheckoutRequest,
    success: { status: 201, description: 'The checkout and its client token', schema: createCheckoutResponse },
    problems: ['conflict'],
  },
  steps: ({ domain, tokens, apiKey, idempotent }) => {
    const sessionOf = async (ctx: Context, checkout: Checkout, wanted: boolean): Promise<{ session?: SessionView }> =>
      wanted ? { session: await sessionView(domain, checkout, languageOf(ctx)) } : {};
    const again: KeyRule['again'] = async (ctx, { id = '', session }) => {
      const checkout = await loadCheckout(domain, id);
      return {
        ...(await checkoutView(domain, checkout)),
        ...newToken(tokens, id),
        ...(await sessionOf(ctx, checkout, session !== undefined)),
      };
    };
    return [
      apiKey,
      rawBody,
      jsonBody,
      idempotent({ route: 'createCheckout', makes: 'co', again, inUnits: true }),
      async (ctx) => {
        const { body, warnings } = tidyOrder(required(ctx.state.json, 'jsonBody'));
        const { expiresAt, expand, ...order } = parseJson(body, createCheckoutRequest);
        const id = required(ctx.state.resourceId, 'idempotent');
        const token = newToken(tokens, id);
        const warned = warnings.length === 0 ? {} : { warnings: [...warnings] };
        const withSession = expand?.includes('session') === true;
        const { key } = ctx.state;
        const checkout = await createCheckout(
          domain,
          id,
          { ...order, expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt) },
          key &&
            (async (tx, created) => {
              await key.reserve(tx);
              if (!withSession) await key.answer(tx, 201, { ...presentCheckout(created, []), ...token, ...warned });
            }),
        );
        const view = key === undefined ? await checkoutView(domain, checkout) : presentCheckout(checkout, []);
        answer(ctx, 201, { ...view, ...token, ...(await sessionOf(ctx, checkout, withSession)), ...warned });
      },
    ];
  },
};

function newToken(
  tokens: ClientTokens,
  checkoutId: string,
): Pick<CreateCheckoutResponse, 'clientToken' | 'clientTokenExpiresAt'> {
  const { token, expiresAt } = tokens.issue(checkoutId);
  return { clientToken: token, clientTokenExpiresAt: presentTime(expiresAt) };
}
