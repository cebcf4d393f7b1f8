import { emptyRequest } from './fields.ts';
import { payoutViewSchema } from './payout-views.ts';

/** `POST /v1/payouts/:id/approve`: approves a waiting payout, with a different payout key than its creator's. */
export const approvePayoutRequest = emptyRequest;

export const approvePayoutResponse = payoutViewSchema;
