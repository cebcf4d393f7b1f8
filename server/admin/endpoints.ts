import { currentSession } from './access/current-session.ts';
import { signIn } from './access/sign-in.ts';
import { signOut } from './access/sign-out.ts';
import type { BackOfficeEndpoint } from './endpoint.ts';
import { getAttention } from './overview/get-attention.ts';
import { getInsights } from './overview/get-insights.ts';
import { PAYMENT_ACTS } from './payments/acts.ts';
import { getPayment } from './payments/get-payment.ts';
import { listPayments } from './payments/list-payments.ts';
import { PAYOUT_ACTS } from './payouts/acts.ts';
import { getPayout } from './payouts/get-payout.ts';
import { getPayoutOptions } from './payouts/get-payout-options.ts';
import { listPayouts } from './payouts/list-payouts.ts';

/** Every route of the back office. */
export const BACK_OFFICE_ENDPOINTS: readonly BackOfficeEndpoint[] = [
  signIn,
  signOut,
  currentSession,
  getAttention,
  getInsights,
  listPayments,
  getPayment,
  ...PAYMENT_ACTS,
  listPayouts,
  getPayoutOptions,
  getPayout,
  ...PAYOUT_ACTS,
];
