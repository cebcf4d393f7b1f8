import { isFinal } from '../../../shared/payment-status.ts';
import { rateLimitClass } from '../channel/rate-limit-class.ts';
import { resolveChannelChoice, type ResolvedChoice } from '../channel/resolve-channel-choice.ts';
import { assertCheckoutOpen } from '../core/assert-checkout-open.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { loadCheckoutWithPayments } from '../core/load.ts';
import { findSubmissions, submissionId, wasUndelivered } from '../core/submissions.ts';
import { commit } from '../core/unit-of-work.ts';
import type { Checkout, Payment } from '../model/model.ts';
import type { Offer, Tx } from '../ports/ports.ts';
import { applyEvidence } from './apply-evidence.ts';
import { applyReports } from './apply-reports.ts';
import { blocksWhileUnknown } from './blocks-while-unknown.ts';
import { inquire, lastKnownPayment } from './inquire-payment.ts';
import { INTERRUPTED_AFTER_MS, markOutcomeUnknown } from './mark-outcome-unknown.ts';
import { newPayment, orderOf, type PaymentRequest } from './new-payment.ts';
import { repeatPayment } from './repeat-payment.ts';
import {
  alreadyPaid,
  earlierPaymentPending,
  providerUnreachable,
  supersedeOpenPayments,
} from './supersede-open-payments.ts';
import { commandResult } from './command-result.ts';

/**
 * For everything, with waiting in the queue and closing an older payment, so that the request is answered within 15 s.
 */
const TOTAL_MS = 14_000;
/** With less time left nothing is sent. */
const MIN_CALL_MS = 1_000;
const INQUIRY_TIMEOUT_MS = 3_000;

/**
 * Creates a payment, one at a time per checkout. It is stored before the provider is called; without an answer it is
 * returned as `unknown`. An open payment with the same choice is returned instead; one with another choice is canceled.
 * Where a provider did not receive the order, the next provider of the channel is tried.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where the checkout cannot be paid or an earlier payment is not
 * decided yet; `invalid_request`; `amount_out_of_range`; `channel_unavailable`; `provider_rejected`;
 * `provider_unavailable` where nothing was sent; and what `checkRateLimit` throws
 */
export function createPayment(deps: Domain, request: PaymentRequest): Promise<Payment> {
  const end = deps.clock.now() + TOTAL_MS;
  return exclusively(deps, request.checkoutId, (held) => create(held, request, () => end - deps.clock.now()));
}

async function create(deps: Domain, request: PaymentRequest, timeLeft: () => number): Promise<Payment> {
  const isNew = request.withIntent !== undefined;
  const submissions = isNew ? [] : await findSubmissions(request.id, (id) => deps.store.findPayment(id));
  const last = submissions.at(-1);
  const earlier = last === undefined ? undefined : await repeatPayment(deps, last);
  if (earlier !== undefined) return earlier;
  const { checkout, payments } = await loadCheckoutWithPayments(deps, request.checkoutId);
  if (submissions.length > 0 && checkout.status !== 'open') throw providerUnreachable();
  assertCheckoutOpen(deps, checkout);
  assertNothingHeld(payments, request.choice.channel);
  const choice = await resolveChannelChoice(deps, checkout, request.choice);
  if (request.merchantInitiated === true && !choice.offers[0].supports.merchantInitiated) {
    throw new DomainError('channel_unavailable', `${choice.channel} cannot be charged without the customer.`, {
      errors: [{ path: 'savedMethod', message: 'needs the customer to approve each payment' }],
    });
  }
  if (timeLeft() < MIN_CALL_MS) throw providerUnreachable();
  const within = (ms: number): number => Math.max(1, Math.min(ms, timeLeft()));
  const checkRateLimit = async (): Promise<void> => request.checkRateLimit?.(rateLimitClass(choice));
  const same = await supersedeOpenPayments(deps, { checkout, payments }, choice, { within, checkRateLimit });
  if (same !== undefined) return same;

  for (const [index, offer] of offersToTry(choice, submissions).entries()) {
    const left = Math.min(CALL_TIMEOUT_MS, timeLeft());
    if (left < MIN_CALL_MS) continue;
    const id = submissionId(request.id, submissions.length + index);
    const fresh = newPayment(deps, { ...request, id }, checkout, choice, offer);
    const payment = await insertPayment(deps, fresh, index === 0 ? request.withIntent : undefined);
    const after = await send(deps, payment, checkout, choice, offer, request, left);
    // Another instance may have taken over, and made another payment: this one's instruction must not be shown.
    deps.lease?.assertHeld();
    if (after !== undefined) return after;
  }
  throw providerUnreachable();
}

/** Before the choice is checked: while money is held, it does not matter whether the other channel is offered. */
function assertNothingHeld(payments: readonly Payment[], channel: string | undefined): void {
  if (channel !== undefined && payments.some((each) => each.status === 'authorized' && each.channel !== channel))
    throw alreadyPaid();
}

/**
 * The offers of providers that were not tried yet for this request; all of them once each was. By provider and not by
 * position: the order depends on which providers are reachable now.
 */
function offersToTry({ offers }: ResolvedChoice, submissions: readonly Payment[]): readonly Offer[] {
  const tried = new Set(submissions.filter(wasUndelivered).map(({ provider }) => provider));
  const left = offers.filter(({ provider }) => !tried.has(provider));
  return left.length > 0 ? left : offers;
}

const insertPayment = (deps: Domain, payment: Payment, withIntent: PaymentRequest['withIntent']): Promise<Payment> =>
  commit(deps, { of: 'checkout', id: payment.checkoutId }, async ({ tx, now, markChanged }) => {
    await withIntent?.(tx);
    const checkout = await tx.findCheckout(payment.checkoutId);
    if (checkout === undefined) throw new Error(`a payment without its checkout: ${payment.id}`);
    assertCheckoutOpen(deps, checkout);
    await assertNoOtherLivePayment(deps, tx, checkout);
    await tx.insertPayment(payment);
    await tx.appendHistory(payment.id, {
      at: now,
      source: payment.merchantInitiated ? 'merchant' : 'customer',
      said: 'chosen',
      from: 'creating',
      to: 'creating',
    });
    await tx.scheduleJob({ kind: 'expire_payment', key: payment.id, runAt: payment.expiresAt });
    // Should this process die before it writes the outcome, an inquiry finds it out.
    await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + INTERRUPTED_AFTER_MS });
    markChanged(payment.checkoutId);
    return payment;
  });

/** Open payments were superseded before; one that another instance created since then goes first. */
async function assertNoOtherLivePayment(deps: Domain, tx: Tx, checkout: Checkout): Promise<void> {
  const isLive = (payment: Payment): boolean =>
    payment.status === 'unknown'
      ? blocksWhileUnknown(
          payment,
          deps.providerRouter.offerOf(payment, checkout.country, checkout.currency),
          deps.clock.now(),
        )
      : !isFinal(payment.status) || payment.status === 'succeeded';
  if ((await tx.paymentsOf(checkout.id)).some(isLive)) throw earlierPaymentPending();
}

/** `undefined`: the provider did not receive it, so the next one may be tried. */
async function send(
  deps: Domain,
  payment: Payment,
  checkout: Checkout,
  choice: ResolvedChoice,
  offer: Offer,
  request: PaymentRequest,
  timeoutMs: number,
): Promise<Payment | undefined> {
  const gateway = deps.providerRouter.gateway(offer.provider);
  const order = orderOf(deps, payment, checkout, choice, request);
  const result = await callGateway(deps, timeoutMs, (signal) => gateway.create(order, signal));
  if (result.kind === 'answered') {
    const claimsMoney = result.value?.some(
      (report) => report.subject === 'payment' && (report.outcome === 'paid' || report.outcome === 'authorized'),
    );
    const withOutcome = claimsMoney === true ? undefined : request.withOutcome;
    const after = await applyReports(deps, payment, result.value ?? [], 'command', { andStore: withOutcome });
    // Nothing in the answer was about this payment: its outcome is not known.
    if (after.status === 'creating') return markOutcomeUnknown(deps, payment, 'the answer is about something else');
    return claimsMoney === true ? lastKnownPayment(await inquire(deps, after.id, INQUIRY_TIMEOUT_MS)) : after;
  }
  deps.log.warn(
    {
      checkoutId: checkout.id,
      paymentId: payment.id,
      provider: offer.provider,
      outcome: result.kind,
      reason: result.error.message,
    },
    PROVIDER_CREATE_FAILED[result.kind],
  );
  if (result.kind === 'unknown') return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer');
  if (result.kind === 'rejected') {
    const failure = result.error.failure;
    await commit(deps, { of: 'payment', id: payment.id }, (unitOfWork) =>
      applyEvidence(unitOfWork, payment.id, commandResult('failed', 'refused by the provider', { failure })),
    );
    throw new DomainError('provider_rejected', 'The payment provider refused this payment.', {
      failure,
      paymentId: payment.id,
    });
  }
  deps.providerRouter.markUnavailable(offer);
  await commit(deps, { of: 'payment', id: payment.id }, (unitOfWork) =>
    applyEvidence(
      unitOfWork,
      payment.id,
      commandResult('failed', 'not delivered', { failure: { code: 'channel_unavailable', undelivered: true } }),
    ),
  );
  return undefined;
}

const PROVIDER_CREATE_FAILED = {
  unknown: 'provider create failed: outcome unknown',
  rejected: 'provider create failed: rejected',
  not_delivered: 'provider create failed: not delivered',
} as const;
