import { isFinal } from '../../../shared/payment-status.ts';
import type { ResolvedChoice } from '../channel/resolve-channel-choice.ts';
import { assertCheckoutOpen } from '../core/assert-checkout-open.ts';
import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { loadCheckout } from '../core/load.ts';
import type { Payment } from '../model/model.ts';
import type { CheckoutWithPayments } from '../ports/ports.ts';
import { blocksWhileUnknown } from './blocks-while-unknown.ts';
import { cancelOrVoid } from './cancel-payment.ts';
import { inquire, lastKnownPayment, type InquiryResult } from './inquire-payment.ts';
import { markOutcomeUnknown } from './mark-outcome-unknown.ts';

/** For the inquiry about an older payment. */
const INQUIRY_TIMEOUT_MS = 2_000;

export interface SupersedeOptions {
  /** Shortens the time limit of each call to the time that is left. */
  readonly within: (ms: number) => number;
  /** Called once, before anything is closed; throws where the rate limit is exceeded. */
  readonly checkRateLimit: () => Promise<void>;
}

/**
 * Makes room for a new payment: cancels the open payments of the checkout. Nothing is canceled where the new payment
 * would exceed the rate limit, or no provider of its channel is reachable.
 *
 * @returns the open payment with the same choice, where there is one: it is to be used instead of a new one
 * @throws {DomainError} `state_conflict` where the checkout is paid, or an older payment is not decided and may be
 * paid; `provider_unavailable`
 */
export async function supersedeOpenPayments(
  deps: Domain,
  { checkout, payments }: CheckoutWithPayments,
  choice: ResolvedChoice,
  { within, checkRateLimit }: SupersedeOptions,
): Promise<Payment | undefined> {
  let isUnanswered = false;
  const open: Payment[] = [];
  for (const found of payments) {
    if (isFinal(found.status)) continue;
    // Requests run one at a time per checkout, so the one that made it ended without writing its outcome.
    const older = found.status === 'creating' ? await markOutcomeUnknown(deps, found, 'the call was cut short') : found;
    const blocks = blocksWhileUnknown(
      older,
      deps.providerRouter.offerOf(older, checkout.country, checkout.currency),
      deps.clock.now(),
    );
    const worthAnInquiry: boolean = older.status === 'unknown' && (blocks || !isUnanswered);
    const inquired: InquiryResult | undefined = worthAnInquiry
      ? await inquire(deps, older.id, within(INQUIRY_TIMEOUT_MS))
      : undefined;
    const payment: Payment = inquired === undefined ? older : lastKnownPayment(inquired);
    isUnanswered ||= inquired?.answered === false;
    // Its number, code or page was never shown, so the customer cannot be paying it.
    if (payment.status === 'unknown' && !blocks) continue;
    if (payment.status === 'unknown') throw earlierPaymentPending();
    if (payment.status === 'succeeded') throw alreadyPaid();
    if (isFinal(payment.status)) continue;
    const canStillBePaid = payment.expiresAt > deps.clock.now();
    if (canStillBePaid && sameChoice(payment, choice)) return payment;
    open.push(payment);
  }
  if (open.length > 0 && !choice.offers.some((offer) => deps.providerRouter.isReachable(offer)))
    throw providerUnreachable();
  await checkRateLimit();
  for (const payment of open) {
    const reason = 'another way to pay was chosen';
    const after = await cancelOrVoid(deps, payment, checkout, { by: 'customer', reason, within });
    if (after.status === 'succeeded' || after.status === 'authorized') throw alreadyPaid();
    if (!isFinal(after.status)) throw earlierPaymentPending();
  }
  // While they were closed, one of them may have been paid. Otherwise no time has passed.
  if (open.length > 0) assertCheckoutOpen(deps, await loadCheckout(deps, checkout.id));
  return undefined;
}

export const alreadyPaid = (): DomainError => new DomainError('state_conflict', 'This checkout has been paid already.');

export const earlierPaymentPending = (): DomainError =>
  new DomainError(
    'state_conflict',
    'An earlier payment is still being decided; wait for its outcome before paying again.',
  );

export const providerUnreachable = (): DomainError =>
  new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached and nothing was sent. Try again, or choose another channel.',
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
