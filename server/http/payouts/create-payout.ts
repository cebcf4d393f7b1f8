import { createPayoutRequest } from '../../../shared/api/create-payout.ts';
import { createPayout } from '../../payments/payout/create-payout.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayout } from '../present-payout.ts';
import { payoutAgain } from '../present-again.ts';

export const createPayoutEndpoint = ({ domain, payoutKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'createPayout',
    payoutKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'createPayout', makes: 'po', demanded: true, again: payoutAgain(domain) }),
    async (ctx) => {
      const order = parseBody(ctx, createPayoutRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const madeBy = required(ctx.state.payoutKey, 'payoutKey');
      answer(ctx, 201, presentPayout(await createPayout(domain, { id, order, madeBy })));
    },
  );
