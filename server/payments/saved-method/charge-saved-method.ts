import type { Currency } from '../../../shared/money.ts';
import { findSubmissions, submissionId } from '../core/submissions.ts';
import { repeatPayment } from '../payment/repeat-payment.ts';
import { cancelCheckout } from '../checkout/cancel-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { createPayment } from '../payment/create-payment.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import type { Payment } from '../model/model.ts';
import { DomainError, fieldError } from '../core/domain-error.ts';

export interface NewCharge {
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  /** `tok_…` */
  readonly savedMethod: string;
  readonly description?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * Charges a saved method while no customer is present. It creates a checkout of its own, whose id has the same 26
 * characters as the payment's, so that a repeat after a crash finds both.
 *
 * @throws {DomainError} `invalid_request` at `savedMethod` or `currency`; and what {@link createCheckout} and {@link
 * createPayment} throw
 */
export async function chargeSavedMethod(
  deps: Domain,
  { paymentId, order }: { paymentId: string; order: NewCharge },
): Promise<Payment> {
  const submissions = await findSubmissions(paymentId, (id) => deps.store.findPayment(id));
  const last = submissions.at(-1);
  // Answered from the earlier charge, even if the method cannot be charged any more.
  const earlier = last === undefined ? undefined : await repeatCharge(deps, last);
  if (earlier !== undefined) return earlier;
  return charge(deps, await unusedSubmissionId(deps, paymentId, submissions.length), order);
}

/** `undefined`: it certainly came to nothing. Its checkout is closed then, where the first request did not do so. */
async function repeatCharge(deps: Domain, last: Payment): Promise<Payment | undefined> {
  const { checkoutId } = last;
  const earlier = await closingOnFailure(deps, checkoutId, () =>
    exclusively(deps, checkoutId, (held) => repeatPayment(held, last)),
  );
  if (earlier === undefined) await close(deps, checkoutId);
  return earlier;
}

/** The first id without a checkout, or with an open one: a failed submission has closed its checkout. */
async function unusedSubmissionId(deps: Domain, reserved: string, from: number): Promise<string> {
  for (let retryCount = from; ; retryCount += 1) {
    const id = submissionId(reserved, retryCount);
    const checkout = await deps.store.findCheckout(checkoutIdOf(id));
    if (checkout === undefined || checkout.status === 'open') return id;
  }
}

const checkoutIdOf = (paymentId: string): string => paymentId.replace(/^pay_/, 'co_');

async function charge(deps: Domain, paymentId: string, order: NewCharge): Promise<Payment> {
  const method = await deps.store.findSavedMethod(order.savedMethod);
  if (method?.status !== 'active' || method.unreadable)
    throw fieldError('savedMethod', 'is not a saved method that can be charged');
  if (method.currency !== order.currency)
    throw fieldError('currency', `must be ${method.currency}, the saved method's own`);
  const checkoutId = checkoutIdOf(paymentId);
  // No browser returns from a charge; the first allowed origin only fills the required returnUrl.
  const [anyOrigin = deps.publicUrl] = deps.allowedOrigins;
  await createCheckout({ ...deps, allowedOrigins: new Set([...deps.allowedOrigins, anyOrigin]) }, checkoutId, {
    reference: order.reference,
    amount: order.amount,
    currency: order.currency,
    country: method.country,
    description: order.description,
    metadata: order.metadata,
    customer: { reference: method.customerReference },
    returnUrl: `${anyOrigin}/`,
    channels: [method.channel],
  });
  return pay(deps, paymentId, checkoutId, method.id);
}

function pay(deps: Domain, paymentId: string, checkoutId: string, savedMethod: string): Promise<Payment> {
  const choice = { fields: {}, savedMethod, save: false };
  return closingOnFailure(deps, checkoutId, () =>
    createPayment(deps, { id: paymentId, checkoutId, choice, merchantInitiated: true }),
  );
}

/**
 * Closes the checkout where the charge fails: nothing else will pay it, and its reference is free for the next charge.
 */
async function closingOnFailure<T extends Payment | undefined>(
  deps: Domain,
  checkoutId: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    const payment = await work();
    if (payment?.status === 'failed') await close(deps, checkoutId);
    return payment;
  } catch (error) {
    if (error instanceof DomainError) await close(deps, checkoutId);
    throw error;
  }
}

/** A checkout that cannot be canceled is closed already, or its payment is not decided yet. */
async function close(deps: Domain, checkoutId: string): Promise<void> {
  try {
    await cancelCheckout(deps, checkoutId);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
