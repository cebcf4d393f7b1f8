import type { z } from 'zod';
import type { ProblemCode } from '../../../shared/problem.ts';

export const TAGS = {
  checkouts: 'One order to be paid. Made by the storefront’s server.',
  payments: 'Attempts to pay a checkout, as the storefront’s server sees and handles them.',
  saved: 'Ways to pay that customers agreed to keep.',
  payouts: 'Money that goes out, for whoever holds a payout key.',
  events: 'What the storefront is told, and can read again.',
  session: 'What the customer’s browser may do with a client token: one checkout, for 30 minutes.',
  providers: 'For payment providers, and for browsers that come back from them.',
} as const;

/** What is said of one address of the route table, beside the address itself. */
export interface Operation {
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  /** The same at the same address by POST, beside the method of the route table. */
  readonly alsoByPost?: true;
  readonly auth: 'apiKey' | 'payoutKey' | 'clientToken' | 'none';
  /** Whether `Idempotency-Key` is required. Absent: the header is not read. */
  readonly key?: 'required' | 'optional';
  readonly query?: z.core.$ZodObject;
  /** Of these shapes, each has a name among the components. */
  readonly request?: z.core.$ZodType;
  /** Of a body that is no JSON. */
  readonly requestType?: 'application/x-www-form-urlencoded';
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly schema?: z.core.$ZodType;
    /** Of an answer that is no JSON and has no schema. */
    readonly contentType?: string;
  };
  /** What is shown to a person where there is nothing to go on to: a page. */
  readonly page?: { readonly status: 404; readonly description: string };
  /** Beside those that every operation of its kind can answer with. */
  readonly problems: readonly ProblemCode[];
}
