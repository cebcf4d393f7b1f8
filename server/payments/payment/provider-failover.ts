import { markOutcomeUnknown } from './mark-outcome-unknown.ts';
import { callGateway } from '../core/call-gateway.ts';
import { applyReports } from './apply-reports.ts';
import type { Domain } from '../core/domain.ts';
import { isPermanentFailure } from '../core/permanent-failure.ts';
import { loadCheckout } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Failure, Payment } from '../model/model.ts';
import { DomainError } from '../core/domain-error.ts';

/*
 * One request may take several tries: a seller that surely received nothing is passed over for the next one, and what
 * was refused for reasons that pass is asked for again by whoever repeats the request. Each try is a thing of its own,
 * under an id that follows from the reserved one. So whoever comes back with that id, after a crash or with the same
 * Idempotency-Key, finds how far the tries came, and goes on from there.
 */

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of a try: 0 is the reserved id itself, each further one sorts behind the one before it. */
export function attemptId(reserved: string, retryCount: number): string {
  const characters = [...reserved];
  let carry = retryCount;
  for (let place = characters.length - 1; carry > 0 && place >= 0; place -= 1) {
    const sum = DIGITS.indexOf(characters[place] ?? '') + carry;
    characters[place] = DIGITS.charAt(sum % DIGITS.length);
    carry = Math.floor(sum / DIGITS.length);
  }
  return characters.join('');
}

/** The tries that were made under a reserved id, in their order. */
export async function triesUnder<T>(reserved: string, find: (id: string) => Promise<T | undefined>): Promise<T[]> {
  const tries: T[] = [];
  for (;;) {
    const found = await find(attemptId(reserved, tries.length));
    if (found === undefined) return tries;
    tries.push(found);
  }
}

interface Try {
  readonly status: string;
  readonly providerReferences: Payment['providerReferences'];
  readonly failure?: Failure | undefined;
}

/** The provider said no before it had a name for it, or it was not even reached. */
export const wasRefusedAtOnce = ({ status, providerReferences }: Try): boolean =>
  status === 'failed' && Object.keys(providerReferences).length === 0;

/** Nothing was sent that could have been received. */
export const wasUndelivered = (one: Try): boolean => wasRefusedAtOnce(one) && one.failure?.undelivered === true;

/**
 * What asking a provider about an earlier try told: that nothing came of it, what it is now, or nothing. After silence
 * it is `unknown`, whatever was answered then: a refusal that was read once is no proof that nothing was done.
 */
export type Lookup<T> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'is'; readonly now: T }
  | { readonly kind: 'silent' };

const QUESTION_MS = 3_000;

/**
 * What a repeat of a request to pay is answered. `undefined`: it came to nothing for certain, and another may be sent.
 *
 * @throws {Refusal} what the first try threw, or would have thrown, where it is for good
 */
export async function repeatPayment(deps: Domain, last: Payment): Promise<Payment | undefined> {
  // Nobody is at work on it any more: its first try did not live to answer.
  const payment = last.status === 'creating' ? await markOutcomeUnknown(deps, last, 'the call was cut short') : last;
  if (wasUndelivered(payment)) return undefined;
  const isRefused = wasRefusedAtOnce(payment);
  if (isRefused && payment.failure !== undefined && isPermanentFailure(payment.failure)) throw refusedPayment(payment);
  if (!isRefused && payment.status !== 'unknown') return payment;
  const found = await lookUp(deps, payment);
  if (found.kind === 'is') return found.now;
  if (found.kind === 'silent') return { ...payment, status: 'unknown', failure: undefined };
  return isRefused ? undefined : payment;
}

async function lookUp(deps: Domain, payment: Payment): Promise<Lookup<Payment>> {
  const ref = paymentRef(payment, await loadCheckout(deps, payment.checkoutId));
  const result = await callGateway(deps, () =>
    deps.providerRouter.gateway(payment.provider).inquire(ref, deps.timeout(QUESTION_MS)),
  );
  // The only refusal of a question is that there is no such thing.
  if (result.kind === 'rejected') return { kind: 'nothing' };
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  if (reports.length === 0) return { kind: 'silent' };
  const now = await applyReports(deps, payment, reports, 'inquiry');
  const failed = reports.every((one) => one.subject === 'payment' && one.outcome === 'failed');
  return failed && wasRefusedAtOnce(payment) ? { kind: 'nothing' } : { kind: 'is', now };
}

const refusedPayment = (payment: Payment): DomainError =>
  new DomainError('provider_rejected', 'The payment provider refused this payment.', {
    ...(payment.failure === undefined ? {} : { failure: payment.failure }),
    paymentId: payment.id,
  });

export const nobodyReached = (): DomainError =>
  new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached and nothing was sent. Try again, or choose another channel.',
  );
