import type { Failure, ProviderReferences } from '../model/model.ts';

/*
 * One API request may lead to several submissions to providers: the next provider is tried after one that did not
 * receive the request, and a request that was rejected for a temporary reason may be repeated by its caller. Each
 * submission is a payment (or refund, or payout) of its own, with an id derived from the id that was reserved for the
 * request. A repeat of the request, after a crash or with the same Idempotency-Key, finds the earlier submissions by
 * these ids and goes on from there.
 */

/** Crockford's base 32, the digits of our ids. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The id of the submission with this index: 0 has the reserved id itself, each further one sorts after the one before.
 */
export function submissionId(reserved: string, index: number): string {
  const characters = [...reserved];
  let carry = index;
  for (let place = characters.length - 1; carry > 0 && place >= 0; place -= 1) {
    const sum = DIGITS.indexOf(characters[place] ?? '') + carry;
    characters[place] = DIGITS.charAt(sum % DIGITS.length);
    carry = Math.floor(sum / DIGITS.length);
  }
  return characters.join('');
}

/** The submissions made under a reserved id, oldest first. */
export async function findSubmissions<T>(reserved: string, find: (id: string) => Promise<T | undefined>): Promise<T[]> {
  const submissions: T[] = [];
  for (;;) {
    const found = await find(submissionId(reserved, submissions.length));
    if (found === undefined) return submissions;
    submissions.push(found);
  }
}

interface Submission {
  readonly status: string;
  readonly providerReferences: ProviderReferences;
  readonly failure?: Failure | undefined;
}

/** The provider rejected it before it gave it a reference, or did not receive it. */
export const wasRejectedAtOnce = ({ status, providerReferences }: Submission): boolean =>
  status === 'failed' && Object.keys(providerReferences).length === 0;

/** The provider did not receive it. */
export const wasUndelivered = (submission: Submission): boolean =>
  wasRejectedAtOnce(submission) && submission.failure?.undelivered === true;
