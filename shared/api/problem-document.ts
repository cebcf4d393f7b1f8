import * as z from 'zod/mini';
import { FAILURE_CODES } from '../payment-status.ts';
import { PROBLEMS, type ProblemCode } from '../problem.ts';

/** The body of every error response, `application/problem+json` (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** Stable; title and detail may be reworded. */
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string(),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** With `conflict`: the checkout that has the reference. */
  checkoutId: z.optional(z.string()),
  /** With `provider_rejected`: the reason, and the failed payment or payout. */
  failure: z.optional(z.object({ code: z.enum(FAILURE_CODES), message: z.string() })),
  paymentId: z.optional(z.string()),
  payoutId: z.optional(z.string()),
  /** With `unauthorized`: the client token has expired and can be renewed. */
  reason: z.optional(z.literal('token_expired')),
});
