import { emptyRequest } from './fields.ts';
import { payoutViewSchema } from './payout-views.ts';

/** `POST /v1/payouts/:id/approve`: lets a payout go that waits; by another payout key than the one that asked for it. */
export const approvePayoutRequest = emptyRequest;

export const approvePayoutResponse = payoutViewSchema;
