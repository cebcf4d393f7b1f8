import * as z from 'zod/mini';
import { amount, currency, reference, words } from './fields.ts';
import { FEE_BEARERS, payoutViewSchema } from './payout-views.ts';

/** `POST /v1/payouts`: sends money to a bank account, once. */
export const createPayoutRequest = z.strictObject({
  reference,
  amount,
  currency,
  /** A bank code of the payout provider; `GET /v1/banks` lists some. */
  bankCode: z.string().check(z.regex(/^[A-Za-z0-9]{2,20}$/, 'must be 2 to 20 letters and digits')),
  accountNumber: z.string().check(z.regex(/^\d{5,34}$/, 'must be 5 to 34 digits, with every leading zero')),
  /** As registered at the bank. */
  accountName: words(100),
  description: words(100),
  /** `recipient`: the fee is deducted from the amount. `merchant`: it is charged to the balance on top. */
  feeBearer: z.enum(FEE_BEARERS, 'must be recipient or merchant'),
});

export const createPayoutResponse = payoutViewSchema;
