import {
  createCheckoutRequest,
  createCheckoutResponse,
  type CreateCheckoutResponse,
} from '../../../shared/api/create-checkout.ts';
import { createCheckout } from '../../payments/checkout/create-checkout.ts';
import { loadCheckoutWithPayments } from '../../payments/core/load.ts';
import type { CheckoutWithPayments } from '../../payments/ports/ports.ts';
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
    const sessionOf = async (
      ctx: Context,
      of: CheckoutWithPayments,
      wanted: boolean,
    ): Promise<{ session?: SessionView }> =>
      wanted ? { session: await sessionView(domain, of, languageOf(ctx)) } : {};
    const again: KeyRule['again'] = async (ctx, { id = '', session }) => {
      const found = await loadCheckoutWithPayments(domain, id);
      return {
        ...presentCheckout(found.checkout, found.payments),
        ...newToken(tokens, id),
        ...(await sessionOf(ctx, found, session !== undefined)),
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
        // Only an earlier request with the same key can have made one that was paid since.
        const payments = key === undefined ? await domain.store.paymentsOf(id) : [];
        const session = await sessionOf(ctx, { checkout, payments }, withSession);
        answer(ctx, 201, { ...presentCheckout(checkout, payments), ...token, ...session, ...warned });
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
