import { approvePayoutRequest, approvePayoutResponse } from '../../../shared/api/approve-payout.ts';
import { approvePayout } from '../../payments/payout/approve-payout.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayout } from '../present/present-payout.ts';
import { payoutAgain } from '../present-again.ts';

/** A repeat needs no key: an approved payout is returned, and nothing is sent again. */
export const approvePayoutEndpoint: Endpoint = {
  operation: {
    tag: 'payouts',
    summary: 'Approve a payout',
    description:
      'Requires a different payout key than the one that created it. Approving an approved payout returns it unchanged.',
    auth: 'payoutKey',
    key: 'optional',
    request: approvePayoutRequest,
    success: { status: 200, description: 'The payout', schema: approvePayoutResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  steps: ({ domain, payoutKey, idempotent }) => [
    payoutKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'approvePayout', byPayoutKey: true, again: payoutAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, approvePayoutRequest);
      const approvedBy = required(ctx.state.payoutKey, 'payoutKey');
      answer(ctx, 200, presentPayout(await approvePayout(domain, parameter(ctx, 'id'), approvedBy)));
    },
  ],
};
