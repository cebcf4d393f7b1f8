import type { FieldError, ProblemCode } from '../../shared/problem.ts';

/** A rule of ours says no. Carries the stable code; the HTTP side turns it into a problem document. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly checkoutId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: readonly FieldError[]; checkoutId?: string; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.errors = more.errors;
    this.checkoutId = more.checkoutId;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** One field is wrong: `invalid_request` naming it. */
export const refuseField = (path: string, message: string): Refusal =>
  new Refusal('invalid_request', `${path} ${message}`, { errors: [{ path, message }] });
