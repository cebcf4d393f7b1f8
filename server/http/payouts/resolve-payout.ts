import { resolvePayoutRequest, resolvePayoutResponse } from '../../../shared/api/resolve-payout.ts';
import { resolvePayout } from '../../payments/payout/resolve-payout.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayout } from '../present/present-payout.ts';
import { payoutAgain } from '../present-again.ts';

export const resolvePayoutEndpoint: Endpoint = {
  operation: {
    tag: 'payouts',
    summary: 'Resolve a payout whose outcome is unknown',
    description:
      'Possible once the payout has been `unknown` for more than an hour, which `payout.review_required` announces. With `KASIR_PAYOUT_APPROVAL`, `failed` requires a different payout key than the one that created it. Emits `payout.succeeded` or `payout.failed`, then `payout.resolved`. A payout resolved as `failed` is inquired about for another 30 days.',
    auth: 'payoutKey',
    key: 'required',
    request: resolvePayoutRequest,
    success: { status: 200, description: 'The payout', schema: resolvePayoutResponse },
    problems: ['not_found', 'state_conflict'],
  },
  steps: ({ domain, payoutKey, idempotent }) => [
    payoutKey,
    rawBody,
    jsonBody,
    idempotent({
      route: 'resolvePayout',
      makes: 'po',
      keyRequired: true,
      byPayoutKey: true,
      again: payoutAgain(domain),
    }),
    async (ctx) => {
      const { decision, note } = parseBody(ctx, resolvePayoutRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const by = required(ctx.state.payoutKey, 'payoutKey');
      const payout = await resolvePayout(domain, { id, payoutId: parameter(ctx, 'id'), decision, note, by });
      answer(ctx, 200, presentPayout(payout));
    },
  ],
};
