import { isFinal } from '../../../shared/payment-status.ts';
import { markOutcomeUnknown } from './mark-outcome-unknown.ts';
import { nobodyReached } from './provider-failover.ts';
import { cancelOrVoid } from './cancel-payment.ts';
import type { ResolvedChoice } from '../channel/resolve-channel-choice.ts';
import type { Domain } from '../core/domain.ts';
import { inquire, knownOf, type Inquired } from './inquire-payment.ts';
import { loadCheckout } from '../core/load.ts';
import { blocksWhileUnknown } from './blocks-while-unknown.ts';
import type { Checkout, Payment } from '../model/model.ts';
import { DomainError } from '../core/domain-error.ts';
import { refuseClosed } from '../core/assert-checkout-open.ts';

/** For asking what became of an older payment. */
const OLDER_TIMEOUT_MS = 2_000;

/** What making way takes. */
export interface Way {
  /** How long a call may take now. */
  readonly within: (ms: number) => number;
  /** Asked once, before anything is closed; throws where there have been too many attempts. */
  readonly mayRequestPayment: () => Promise<void>;
}

/**
 * Older attempts that are still open: the same one is answered, another one is closed, or it stands in the way. Nothing is
 * closed for an attempt that may not be made, or that nobody could take just now.
 */
export async function supersedeOpenPayments(
  deps: Domain,
  checkout: Checkout,
  choice: ResolvedChoice,
  { within, mayRequestPayment }: Way,
): Promise<Payment | undefined> {
  let isSilent = false;
  const open: Payment[] = [];
  for (const found of await deps.store.paymentsOf(checkout.id)) {
    if (isFinal(found.status)) continue;
    // One at a time: who began this one has ended without writing down how.
    const older = found.status === 'creating' ? await markOutcomeUnknown(deps, found, 'the call was cut short') : found;
    const blocks = blocksWhileUnknown(
      older,
      deps.providerRouter.offerOf(older, checkout.country, checkout.currency),
      deps.clock.now(),
    );
    const worthAsking: boolean = older.status === 'unknown' && (blocks || !isSilent);
    const inquired: Inquired | undefined = worthAsking
      ? await inquire(deps, older.id, within(OLDER_TIMEOUT_MS))
      : undefined;
    const payment: Payment = inquired === undefined ? older : knownOf(inquired);
    isSilent ||= inquired?.answered === false;
    // Nobody was shown a number, a code or a page of it, so nobody can be paying it.
    if (payment.status === 'unknown' && !blocks) continue;
    if (payment.status === 'unknown') throw stillBeingDecided();
    if (payment.status === 'succeeded') throw paidAlready();
    if (isFinal(payment.status)) continue;
    const canStillBePaid = payment.expiresAt > deps.clock.now();
    if (canStillBePaid && sameChoice(payment, choice)) return payment;
    open.push(payment);
  }
  if (open.length > 0 && !choice.offers.some((offer) => deps.providerRouter.isReachable(offer))) throw nobodyReached();
  await mayRequestPayment();
  for (const payment of open) {
    const reason = 'another way to pay was chosen';
    const after = await cancelOrVoid(deps, payment, checkout, { by: 'customer', reason, within });
    if (after.status === 'succeeded' || after.status === 'authorized') throw paidAlready();
    if (!isFinal(after.status)) throw stillBeingDecided();
  }
  refuseClosed(deps, await loadCheckout(deps, checkout.id));
  return undefined;
}

const paidAlready = (): DomainError => new DomainError('state_conflict', 'This checkout has been paid already.');

export const stillBeingDecided = (): DomainError =>
  new DomainError(
    'state_conflict',
    'An earlier payment is still being decided; wait for its outcome before paying again.',
  );

const sameChoice = (payment: Payment, choice: ResolvedChoice): boolean =>
  payment.channel === choice.channel &&
  (payment.saveConsentAt !== undefined) === choice.save &&
  (choice.savedMethod === undefined
    ? payment.saveConsentAt !== undefined || payment.savedMethodId === undefined
    : payment.saveConsentAt === undefined && payment.savedMethodId === choice.savedMethod.id) &&
  sameFields(payment.fields, choice.fields);

const sameFields = (a: ResolvedChoice['fields'], b: ResolvedChoice['fields']): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);
