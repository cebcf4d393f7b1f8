import type { FieldError, ProblemCode } from '../../../shared/problem.ts';
import type { Failure } from '../model/model.ts';

/** What a problem document holds beside its code and detail. */
export interface DomainErrorFacts {
  readonly errors?: readonly FieldError[];
  /** With `conflict`: the checkout that has the reference. */
  readonly checkoutId?: string;
  /** With `provider_rejected`: why, and the payment that failed. */
  readonly failure?: Failure;
  readonly paymentId?: string;
  /** With `provider_rejected`: the payout that failed; with `conflict`: the payout that has the reference. */
  readonly payoutId?: string;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A request that a rule of ours refuses. The HTTP side turns its stable code and facts into a problem document. */
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

/** `provider_rejected`: the provider rejected `what`, with the reason where it is known, for the merchant to act on. */
export const providerRejected = (what: string, failure: Failure, paymentId: string): DomainError =>
  new DomainError(
    'provider_rejected',
    `The payment provider refused ${what}${failure.reason === undefined ? '' : `: ${failure.reason}`}.`,
    { failure, paymentId },
  );

/** `invalid_request` for one field. The message follows the path: `must be …`, `is required`. */
export const fieldError = (path: string, message: string): DomainError =>
  new DomainError('invalid_request', `${path} ${message}`, { errors: [{ path, message }] });
