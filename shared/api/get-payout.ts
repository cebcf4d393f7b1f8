import { payoutDetailSchema } from './payout-views.ts';

/** `GET /v1/payouts/:id`: with its history. */
export const getPayoutResponse = payoutDetailSchema;
