import { DomainError } from '../../server/payments/core/domain-error.ts';
import type { Domain } from '../../server/payments/core/domain.ts';

/** What calls that were made at once, each on another instance, came to: their results, and the codes of refusals. */
export interface AtOnce<T> {
  readonly answers: readonly T[];
  readonly refusals: readonly string[];
}

/** Any other error than a refusal fails the test. */
export async function atOnce<T>(
  domains: readonly Domain[],
  call: (domain: Domain, index: number) => Promise<T>,
): Promise<AtOnce<T>> {
  const answers: T[] = [];
  const refusals: string[] = [];
  for (const ended of await Promise.allSettled(domains.map(call))) {
    if (ended.status === 'fulfilled') answers.push(ended.value);
    else if (ended.reason instanceof DomainError) refusals.push(ended.reason.code);
    else throw ended.reason;
  }
  return { answers, refusals };
}
