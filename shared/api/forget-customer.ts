import * as z from 'zod/mini';
import { text } from './fields.ts';

/** `POST /v1/customers/:reference/forget`: erases what is personal about one customer, step by step. */
export const forgetCustomerRequest = z.strictObject({
  /** The `nextCursor` of the step before. */
  cursor: z.optional(text(200)),
});

export const forgetCustomerResponse = z.object({
  /** How many checkouts were erased in this step. */
  erased: z.int(),
  /** Checkouts that stay for now, because they or payments of theirs are open. */
  open: z.array(z.string()),
  /** Checkouts that stay for now, because an event of theirs is not delivered yet. */
  undelivered: z.array(z.string()),
  /** Checkouts that cannot be decrypted, so nobody knows whose they are. */
  unreadable: z.int(),
  methodsRemoved: z.int(),
  /** Saved methods whose provider did not confirm the removal. */
  methodsKept: z.array(z.object({ id: z.string(), reason: z.string() })),
  nextCursor: z.nullable(z.string()),
});
export type ForgetCustomerResponse = z.infer<typeof forgetCustomerResponse>;
