import type { z } from 'zod';
import type { ProblemCode } from '../../../shared/problem.ts';

export const TAGS = {
  checkouts: 'Orders to be paid. Created by the storefront’s server.',
  payments: 'Payments of a checkout, as the storefront’s server sees and manages them.',
  saved: 'Payment methods that customers agreed to save.',
  payouts: 'Transfers to bank accounts. They require a payout key.',
  events: 'The log of events that are sent to the storefront.',
  notifications: 'What payment providers sent, as it was stored.',
  operations: 'For whoever operates the server.',
  session: 'What the customer’s browser can do with a client token: one checkout, for 30 minutes.',
  providers: 'For payment providers, and for browsers returning from them.',
} as const;

/** The documentation of one route, beside its method and path. */
export interface Operation {
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  /** Also answers POST at the same path. */
  readonly alsoByPost?: true;
  readonly auth: 'apiKey' | 'payoutKey' | 'clientToken' | 'none';
  /** Whether `Idempotency-Key` is required. Absent: the header is not read. */
  readonly key?: 'required' | 'optional';
  readonly query?: z.core.$ZodObject;
  /** The schema of the request body. Like that of the success it must be a named component. */
  readonly request?: z.core.$ZodType;
  /** The content type of a request body that is not JSON. */
  readonly requestType?: 'application/x-www-form-urlencoded';
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly schema?: z.core.$ZodType;
    /** The content type of a response that is not JSON and has no schema. */
    readonly contentType?: string;
  };
  /** An HTML page for people, where there is nothing to redirect to. */
  readonly page?: { readonly status: 404; readonly description: string };
  /** Codes of problems, in addition to those that every operation of its kind can return. */
  readonly problems: readonly ProblemCode[];
}
