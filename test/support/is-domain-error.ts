import { DomainError } from '../../server/payments/core/domain-error.ts';
import type { ProblemCode } from '../../shared/problem.ts';

/** For `assert.rejects`: a `DomainError` with this code. */
export const isDomainError =
  (code: ProblemCode) =>
  (error: unknown): boolean =>
    error instanceof DomainError && error.code === code;
