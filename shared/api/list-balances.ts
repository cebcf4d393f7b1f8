import * as z from 'zod/mini';
import { CURRENCIES } from '../money.ts';

const amount = z.int();

/** `GET /v1/balances`: the current balances at each payout provider. */
export const listBalancesResponse = z.object({
  data: z.array(
    z.object({
      provider: z.string(),
      currency: z.enum(CURRENCIES),
      available: amount,
      /** Held back by the provider. */
      frozen: z.optional(amount),
      /** On its way into or out of being held back. */
      pending: z.optional(amount),
    }),
  ),
  nextCursor: z.null(),
});
export type ListBalancesResponse = z.infer<typeof listBalancesResponse>;
