import type { FieldError, ProblemCode } from '../../../shared/problem.ts';
import type { Failure } from '../model/model.ts';

/** What a problem document says beside its code and detail, where it applies. */
export interface DomainErrorFacts {
  readonly errors?: readonly FieldError[];
  /** With `conflict`: the checkout that has the reference. */
  readonly checkoutId?: string;
  /** With `provider_rejected`: why, in the customer's terms, and the payment that failed by it. */
  readonly failure?: Failure;
  readonly paymentId?: string;
  /** The same where money was to go out; with `conflict`: the payout that has the reference. */
  readonly payoutId?: string;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A rule of ours says no. Carries the stable code; the HTTP side turns it into a problem document. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ProblemCode;
  readonly facts: DomainErrorFacts;

  constructor(code: ProblemCode, detail: string, facts: DomainErrorFacts = {}) {
    super(detail, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.facts = facts;
  }
}

/** The provider said no to `what`, and why where that is known: the merchant's people have to act on it. */
export const providerRejected = (what: string, failure: Failure, paymentId: string): DomainError =>
  new DomainError(
    'provider_rejected',
    `The payment provider refused ${what}${failure.reason === undefined ? '' : `: ${failure.reason}`}.`,
    { failure, paymentId },
  );

/** One field is wrong: `invalid_request` naming it. */
export const fieldError = (path: string, message: string): DomainError =>
  new DomainError('invalid_request', `${path} ${message}`, { errors: [{ path, message }] });
