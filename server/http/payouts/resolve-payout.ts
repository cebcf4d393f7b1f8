import { resolvePayoutRequest } from '../../../shared/api/resolve-payout.ts';
import { resolvePayout } from '../../payments/payout/resolve-payout.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayout } from '../present-payout.ts';
import { payoutAgain } from '../present-again.ts';

export const resolvePayoutEndpoint = ({ domain, payoutKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'resolvePayout',
    payoutKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'resolvePayout', makes: 'po', demanded: true, byPayoutKey: true, again: payoutAgain(domain) }),
    async (ctx) => {
      const { decision, note } = parseBody(ctx, resolvePayoutRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const by = required(ctx.state.payoutKey, 'payoutKey');
      const payout = await resolvePayout(domain, { id, payoutId: parameter(ctx, 'id'), decision, note, by });
      answer(ctx, 200, presentPayout(payout));
    },
  );
