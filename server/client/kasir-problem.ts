import type * as z from 'zod/mini';
import type { problemSchema } from '../../shared/api/problem-document.ts';

/** The server's answer to a request that it refused (RFC 9457). */
export type ProblemDocument = z.infer<typeof problemSchema>;

/**
 * The server refused the request. `code` is stable and says why; `errors` names the invalid fields. `provider_rejected`
 * carries `failure`, `conflict` the `checkoutId` or `payoutId` that is in the way.
 */
export class KasirProblem extends Error {
  override readonly name = 'KasirProblem';
  readonly problem: ProblemDocument;
  /** The same call may succeed after this time. */
  readonly retryAfterSeconds: number | undefined;
  /** The key that was sent, of a POST. */
  readonly idempotencyKey: string | undefined;

  constructor(
    problem: ProblemDocument,
    {
      retryAfterSeconds,
      idempotencyKey,
    }: { retryAfterSeconds?: number | undefined; idempotencyKey?: string | undefined },
  ) {
    const fields = problem.errors?.map(({ path, message }) => `${path} ${message}`).join('; ');
    super(`${problem.code}: ${fields || problem.detail} [request ${problem.requestId}]`);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
    this.idempotencyKey = idempotencyKey;
  }

  get code(): ProblemDocument['code'] {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}
