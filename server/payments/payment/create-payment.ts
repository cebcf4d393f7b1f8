import { isFinal } from '../../../shared/payment-status.ts';
import { INTERRUPTED_AFTER_MS, markOutcomeUnknown } from './mark-outcome-unknown.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { rateLimitClass, type RateLimitClass } from '../channel/rate-limit-class.ts';
import { attemptId, nobodyReached, repeatPayment, triesUnder, wasUndelivered } from './provider-failover.ts';
import { applyReports } from './apply-reports.ts';
import { resolveChannelChoice, type ChannelChoice, type ResolvedChoice } from '../channel/resolve-channel-choice.ts';
import type { Domain } from '../core/domain.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { loadCheckout } from '../core/load.ts';
import { supersedeOpenPayments, stillBeingDecided } from './supersede-open-payments.ts';
import { blocksWhileUnknown } from './blocks-while-unknown.ts';
import { newPayment, orderOf } from './new-payment.ts';
import type { Checkout, Payment } from '../model/model.ts';
import type { Offer, Tx } from '../ports/ports.ts';
import { DomainError } from '../core/domain-error.ts';
import { refuseClosed } from '../core/assert-checkout-open.ts';
import { commandResult } from './unknown-outcome.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

export interface PaymentRequest {
  /** Reserved by the caller: asked again with it, the same payment is answered and nothing is sent twice. */
  readonly id: string;
  readonly checkoutId: string;
  readonly choice: ChannelChoice;
  readonly merchantInitiated?: boolean | undefined;
  readonly customerIp?: string | undefined;
  /** Asked before anything is closed, written or sent; throws where there have been too many attempts. */
  readonly checkRateLimit?: ((kind: RateLimitClass) => Promise<void>) | undefined;
}

/** For everything, waiting for its turn and closing an older payment included, so that an answer is there within 15 s. */
const TOTAL_MS = 14_000;
/** With less than this left an answer could not be waited for, so nothing is sent. */
const LEAST_MS = 1_000;

/**
 * One attempt to pay. The intent is durable before the provider is called; an unknown outcome is answered as a payment
 * that is `unknown`. One at a time per checkout; an older attempt is returned, closed, or stands in the way.
 */
export function createPayment(deps: Domain, request: PaymentRequest): Promise<Payment> {
  const end = deps.clock.now() + TOTAL_MS;
  return deps.exclusive(request.checkoutId, () => create(deps, request, () => end - deps.clock.now()));
}

async function create(deps: Domain, request: PaymentRequest, timeLeft: () => number): Promise<Payment> {
  const tries = await triesUnder(request.id, (id) => deps.store.findPayment(id));
  const last = tries.at(-1);
  const earlier = last === undefined ? undefined : await repeatPayment(deps, last);
  if (earlier !== undefined) return earlier;
  const checkout = await loadCheckout(deps, request.checkoutId);
  if (tries.length > 0 && checkout.status !== 'open') throw nobodyReached();
  refuseClosed(deps, checkout);
  const choice = await resolveChannelChoice(deps, checkout, request.choice);
  if (request.merchantInitiated === true && !choice.offers[0].supports.merchantInitiated) {
    throw new DomainError('channel_unavailable', `${choice.channel} cannot be charged without the customer.`, {
      errors: [{ path: 'savedMethod', message: 'needs the customer to approve each payment' }],
    });
  }
  if (timeLeft() < LEAST_MS) throw nobodyReached();
  const within = (ms: number): number => Math.max(1, Math.min(ms, timeLeft()));
  const mayRequestPayment = async (): Promise<void> => request.checkRateLimit?.(rateLimitClass(choice));
  const same = await supersedeOpenPayments(deps, checkout, choice, { within, mayRequestPayment });
  if (same !== undefined) return same;

  for (const [index, offer] of untried(choice, tries).entries()) {
    const left = Math.min(CALL_TIMEOUT_MS, timeLeft());
    if (left < LEAST_MS) continue;
    const id = attemptId(request.id, tries.length + index);
    const payment = await writeIntent(deps, newPayment(deps, { ...request, id }, checkout, choice, offer));
    const after = await send(deps, payment, checkout, choice, offer, request, left);
    if (after !== undefined) return after;
  }
  throw nobodyReached();
}

/**
 * The sellers that were not passed over yet; all of them once each was. By name and not by place: who is put first
 * depends on who can be reached just now.
 */
function untried({ offers }: ResolvedChoice, tries: readonly Payment[]): readonly Offer[] {
  const passedOver = new Set(tries.filter(wasUndelivered).map(({ provider }) => provider));
  const left = offers.filter(({ provider }) => !passedOver.has(provider));
  return left.length > 0 ? left : offers;
}

const writeIntent = (deps: Domain, payment: Payment): Promise<Payment> =>
  commit(deps, async ({ tx, now, markChanged }) => {
    const checkout = await tx.findCheckout(payment.checkoutId);
    if (checkout === undefined) throw new Error(`a payment without its checkout: ${payment.id}`);
    refuseClosed(deps, checkout);
    await refuseBesideAnother(deps, tx, checkout);
    await tx.insertPayment(payment);
    await tx.appendHistory(payment.id, {
      at: now,
      source: payment.merchantInitiated ? 'merchant' : 'customer',
      said: 'chosen',
      from: 'creating',
      to: 'creating',
    });
    await tx.scheduleJob({ kind: 'expire_payment', key: payment.id, runAt: payment.expiresAt });
    // Should nobody live to write the outcome down, somebody has to ask for it.
    await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + INTERRUPTED_AFTER_MS });
    markChanged(payment.checkoutId);
    return payment;
  });

/** Way was made before; what began since then, elsewhere, is the one that lives. */
async function refuseBesideAnother(deps: Domain, tx: Tx, checkout: Checkout): Promise<void> {
  const lives = (payment: Payment): boolean =>
    payment.status === 'unknown'
      ? blocksWhileUnknown(
          payment,
          deps.providerRouter.offerOf(payment, checkout.country, checkout.currency),
          deps.clock.now(),
        )
      : !isFinal(payment.status) || payment.status === 'succeeded';
  if ((await tx.paymentsOf(checkout.id)).some(lives)) throw stillBeingDecided();
}

/** `undefined`: surely not received, so the next seller may be tried. */
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
  const result = await callGateway(deps, () => gateway.create(order, deps.timeout(timeoutMs)));
  if (result.kind === 'answered') {
    const after = await applyReports(deps, payment, result.value ?? [], 'command');
    // Nothing in the answer was about this payment: as good as no answer.
    if (after.status === 'creating') return markOutcomeUnknown(deps, payment, 'the answer is about something else');
    const claimsMoney = result.value?.some(
      (report) => report.subject === 'payment' && (report.outcome === 'paid' || report.outcome === 'authorized'),
    );
    return claimsMoney === true ? knownOf(await inquire(deps, after.id, 3_000)) : after;
  }
  deps.log.warn(
    { paymentId: payment.id, provider: offer.provider, outcome: result.kind, reason: result.error.message },
    'a create was not answered as hoped',
  );
  if (result.kind === 'unknown') return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer');
  if (result.kind === 'rejected') {
    const failure = result.error.failure;
    await commit(deps, (unitOfWork) =>
      applyEvidence(unitOfWork, payment.id, commandResult('failed', 'refused by the provider', { failure })),
    );
    throw new DomainError('provider_rejected', 'The payment provider refused this payment.', {
      failure,
      paymentId: payment.id,
    });
  }
  deps.providerRouter.markUnavailable(offer);
  await commit(deps, (unitOfWork) =>
    applyEvidence(
      unitOfWork,
      payment.id,
      commandResult('failed', 'not delivered', { failure: { code: 'channel_unavailable', undelivered: true } }),
    ),
  );
  return undefined;
}
