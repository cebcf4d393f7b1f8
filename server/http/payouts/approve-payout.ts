import { approvePayoutRequest } from '../../../shared/api/approve-payout.ts';
import { approvePayout } from '../../payments/payout/create-payout.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayout } from '../present-payout.ts';
import { payoutAgain } from '../present-again.ts';

/** A repeat needs no key: what was let go already is answered, and nothing is sent again. */
export const approvePayoutEndpoint = ({ domain, payoutKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'approvePayout',
    payoutKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'approvePayout', byPayoutKey: true, again: payoutAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, approvePayoutRequest);
      const approvedBy = required(ctx.state.payoutKey, 'payoutKey');
      answer(ctx, 200, presentPayout(await approvePayout(domain, parameter(ctx, 'id'), approvedBy)));
    },
  );
