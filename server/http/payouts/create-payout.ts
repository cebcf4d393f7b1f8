import { createPayoutRequest, createPayoutResponse } from '../../../shared/api/create-payout.ts';
import { createPayout } from '../../payments/payout/create-payout.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayout } from '../present/present-payout.ts';
import { payoutAgain } from '../present-again.ts';

export const createPayoutEndpoint: Endpoint = {
  operation: {
    tag: 'payouts',
    summary: 'Create a payout to a bank account',
    description:
      'A payout is never sent twice: if its outcome is not known, it is returned with the status `unknown` and inquired about. Only one payout per `reference` can exist that is not `failed`; creating another is a `conflict` that names the existing one in `payoutId`. With `KASIR_PAYOUT_APPROVAL` it starts as `awaiting_approval` and nothing has been sent yet.',
    auth: 'payoutKey',
    key: 'required',
    request: createPayoutRequest,
    success: { status: 201, description: 'The payout', schema: createPayoutResponse },
    problems: ['conflict', 'provider_rejected', 'provider_unavailable'],
  },
  steps: ({ domain, payoutKey, idempotent }) => [
    payoutKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'createPayout', makes: 'po', keyRequired: true, again: payoutAgain(domain) }),
    async (ctx) => {
      const order = parseBody(ctx, createPayoutRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const madeBy = required(ctx.state.payoutKey, 'payoutKey');
      answer(ctx, 201, presentPayout(await createPayout(domain, { id, order, madeBy })));
    },
  ],
};
