import { approvePayoutRequest, approvePayoutResponse } from '../../../../shared/api/approve-payout.ts';
import { createPayoutRequest, createPayoutResponse } from '../../../../shared/api/create-payout.ts';
import { getPayoutResponse } from '../../../../shared/api/get-payout.ts';
import { listBalancesResponse } from '../../../../shared/api/list-balances.ts';
import { listBanksResponse } from '../../../../shared/api/list-banks.ts';
import { listPayoutsQuery, listPayoutsResponse } from '../../../../shared/api/list-payouts.ts';
import { resolvePayoutRequest, resolvePayoutResponse } from '../../../../shared/api/resolve-payout.ts';
import type { Operations } from '../operation.ts';

export const PAYOUT_OPERATIONS = {
  createPayout: {
    tag: 'payouts',
    summary: 'Send money to a bank account',
    description:
      'Once: an outcome that is not known is answered as a payout that is `unknown`, asked about and never sent again. There is one payout for each `reference` that is not `failed`; asking for another is a `conflict` that names it in `payoutId`. Where payouts need approval it is `awaiting_approval` and nothing has been sent.',
    auth: 'payoutKey',
    key: 'demanded',
    request: createPayoutRequest,
    success: { status: 201, description: 'The payout', schema: createPayoutResponse },
    problems: ['conflict', 'provider_rejected', 'provider_unavailable'],
  },
  listPayouts: {
    tag: 'payouts',
    summary: 'List payouts, newest first',
    auth: 'payoutKey',
    query: listPayoutsQuery,
    success: { status: 200, description: 'A page of payouts', schema: listPayoutsResponse },
    problems: [],
  },
  getPayout: {
    tag: 'payouts',
    summary: 'Read a payout with its history',
    auth: 'payoutKey',
    success: { status: 200, description: 'The payout', schema: getPayoutResponse },
    problems: ['not_found'],
  },
  approvePayout: {
    tag: 'payouts',
    summary: 'Let a payout go that waits for approval',
    description:
      'By another payout key than the one that asked for it. One that was let go already is answered as it is.',
    auth: 'payoutKey',
    key: 'accepted',
    request: approvePayoutRequest,
    success: { status: 200, description: 'The payout', schema: approvePayoutResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  resolvePayout: {
    tag: 'payouts',
    summary: 'Say what became of a payout that nobody knows about',
    description:
      'Once it has been `unknown` for more than an hour, which `payout.review_required` tells. Where payouts need approval, another key than the one that asked for it has to call it `failed`. Told as `payout.succeeded` or `payout.failed`, then `payout.resolved`. One that was called `failed` is asked about for 30 days more.',
    auth: 'payoutKey',
    key: 'demanded',
    request: resolvePayoutRequest,
    success: { status: 200, description: 'The payout', schema: resolvePayoutResponse },
    problems: ['not_found', 'state_conflict'],
  },
  listBalances: {
    tag: 'payouts',
    summary: 'Ask what there is at the providers that pay out',
    auth: 'payoutKey',
    success: { status: 200, description: 'The balances', schema: listBalancesResponse },
    problems: ['provider_unavailable'],
  },
  listBanks: {
    tag: 'payouts',
    summary: 'Read bank codes with names, for a picker',
    description: 'Not exhaustive: a code that is not in it may be good.',
    auth: 'payoutKey',
    success: { status: 200, description: 'The banks', schema: listBanksResponse },
    problems: [],
  },
} as const satisfies Operations;
