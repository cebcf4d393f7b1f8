import { isFinal } from '../../shared/payment-status.ts';
import { askGateway, CALL_TIMEOUT_MS } from './ask-gateway.ts';
import { attemptId, findAttempt, nobodyReached, refusalOf } from './attempts.ts';
import { release } from './cancel-payment.ts';
import { resolveChoice, type Choice, type Resolved } from './choice.ts';
import type { Domain } from './domain.ts';
import { believe, inquire, loadCheckout, type Inquired } from './inquire-payment.ts';
import { blocksWhileUnknown } from './may-have-charged.ts';
import { newPayment, orderOf } from './new-payment.ts';
import type { Checkout, Payment } from './payment.ts';
import type { Offer, PaymentOutcome, PaymentTestimony } from './ports.ts';
import { Refusal } from './refusal.ts';
import { commit } from './unit.ts';
import { weigh } from './weigh.ts';

export interface PaymentRequest {
  /** Reserved by the caller: asked again with it, the same payment is answered and nothing is sent twice. */
  readonly id: string;
  readonly checkoutId: string;
  readonly choice: Choice;
  readonly merchantInitiated?: boolean | undefined;
  readonly customerIp?: string | undefined;
  /** Asked before anything new is written or sent; throws where there have been too many attempts. */
  readonly mayAttempt?: (() => Promise<void>) | undefined;
}

/** For everything, waiting for its turn and closing an older payment included, so that an answer is there within 15 s. */
const TOTAL_MS = 14_000;
/** With less than this left an answer could not be waited for, so nothing is sent. */
const LEAST_MS = 1_000;
/** For asking what became of an older payment. */
const OLDER_TIMEOUT_MS = 2_000;

/**
 * One attempt to pay. The intent is durable before the provider is called; an unknown outcome is answered as a payment
 * that is `unknown`. One at a time per checkout; an older attempt is returned, closed, or stands in the way.
 */
export function createPayment(d: Domain, request: PaymentRequest): Promise<Payment> {
  const end = d.clock.now() + TOTAL_MS;
  return d.exclusive(request.checkoutId, () => create(d, request, () => end - d.clock.now()));
}

async function create(d: Domain, request: PaymentRequest, timeLeft: () => number): Promise<Payment> {
  const { payment: existing, passedOver } = await findAttempt(d, request.id);
  if (existing !== undefined) return resume(d, existing);
  const checkout = await loadCheckout(d, request.checkoutId);
  if (passedOver.length > 0 && checkout.status !== 'open') throw nobodyReached();
  refuseClosed(d, checkout);
  const choice = await resolveChoice(d, checkout, request.choice);
  if (request.merchantInitiated === true && !choice.offers[0].supports.merchantInitiated) {
    throw new Refusal('channel_unavailable', `${choice.channel} cannot be charged without the customer.`, {
      errors: [{ path: 'savedMethod', message: 'needs the customer to approve each payment' }],
    });
  }
  if (timeLeft() < LEAST_MS) throw nobodyReached();
  const same = await makeWay(d, checkout, choice, (ms) => Math.max(1, Math.min(ms, timeLeft())));
  if (same !== undefined) return same;
  await request.mayAttempt?.();

  // By name and not by place: who is put first depends on who can be reached just now.
  const untried = choice.offers.filter(({ provider }) => !passedOver.includes(provider));
  for (const [index, offer] of untried.entries()) {
    const left = Math.min(CALL_TIMEOUT_MS, timeLeft());
    if (left < LEAST_MS) continue;
    const id = attemptId(request.id, passedOver.length + index);
    const payment = await writeIntent(d, newPayment(d, { ...request, id }, checkout, choice, offer));
    const after = await send(d, payment, checkout, choice, offer, request, left);
    if (after !== undefined) return after;
  }
  throw nobodyReached();
}

/** Asked for again after its first try did not live to answer. What was sent is not sent again. */
async function resume(d: Domain, payment: Payment): Promise<Payment> {
  const refusal = refusalOf(payment);
  if (refusal !== undefined) throw refusal;
  return payment.status === 'creating' ? abandon(d, payment, 'the call was cut short') : payment;
}

/** No answer of the create will be read any more. What is known by other ways meanwhile stays known. */
export const abandon = (d: Domain, { id }: Payment, why: string): Promise<Payment> =>
  commit(d, async (unit) => {
    const payment = await unit.tx.findPayment(id);
    return payment === undefined || payment.status === 'creating' ? weigh(unit, id, lost(why)) : payment;
  });

function refuseClosed(d: Domain, checkout: Checkout): void {
  if (checkout.status !== 'open') throw new Refusal('state_conflict', `The checkout is ${checkout.status}.`);
  if (d.clock.now() >= checkout.expiresAt)
    throw new Refusal('state_conflict', 'The time to pay this checkout is over.');
}

/** Older attempts that are still open: the same one is answered, another one is closed, or it stands in the way. */
async function makeWay(
  d: Domain,
  checkout: Checkout,
  choice: Resolved,
  within: (ms: number) => number,
): Promise<Payment | undefined> {
  let isSilent = false;
  for (const found of await d.store.paymentsOf(checkout.id)) {
    if (isFinal(found.status)) continue;
    const blocks = blocksWhileUnknown(found, d.market.offerOf(found, checkout.country, checkout.currency));
    // One at a time: who began this one has ended without writing down how.
    const older = found.status === 'creating' ? await abandon(d, found, 'the call was cut short') : found;
    const worthAsking: boolean = older.status === 'unknown' && (blocks || !isSilent);
    const asked: Inquired | undefined = worthAsking ? await inquire(d, older.id, within(OLDER_TIMEOUT_MS)) : undefined;
    const payment = asked?.payment ?? older;
    isSilent ||= asked?.answered === false;
    // Nobody was shown a number or a code of it, so nobody can be paying it.
    if (payment.status === 'unknown' && !blocks) continue;
    const canStillBePaid =
      payment.expiresAt > d.clock.now() && !isFinal(payment.status) && payment.status !== 'unknown';
    if (canStillBePaid && sameChoice(payment, choice)) return payment;
    const reason = 'another way to pay was chosen';
    const after = await release(d, payment, checkout, { by: 'customer', reason, within });
    if (after.status === 'succeeded' || after.status === 'authorized') {
      throw new Refusal('state_conflict', 'This checkout has been paid already.');
    }
    if (!isFinal(after.status)) {
      throw new Refusal(
        'state_conflict',
        'An earlier payment is still being decided; wait for its outcome before paying again.',
      );
    }
  }
  refuseClosed(d, await loadCheckout(d, checkout.id));
  return undefined;
}

const sameChoice = (payment: Payment, choice: Resolved): boolean =>
  payment.channel === choice.channel &&
  (payment.saveConsentAt !== undefined) === choice.save &&
  (choice.savedMethod === undefined
    ? payment.saveConsentAt !== undefined || payment.savedMethodId === undefined
    : payment.saveConsentAt === undefined && payment.savedMethodId === choice.savedMethod.id) &&
  sameFields(payment.fields, choice.fields);

const sameFields = (a: Resolved['fields'], b: Resolved['fields']): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);

const writeIntent = (d: Domain, payment: Payment): Promise<Payment> =>
  commit(d, async ({ tx, now, touch }) => {
    const checkout = await tx.findCheckout(payment.checkoutId);
    if (checkout !== undefined) refuseClosed(d, checkout);
    await tx.insertPayment(payment);
    await tx.appendHistory(payment.id, {
      at: now,
      source: 'customer',
      said: 'chosen',
      from: 'creating',
      to: 'creating',
    });
    await tx.scheduleJob({ kind: 'expire_payment', key: payment.id, runAt: payment.expiresAt });
    // Should nobody live to write the outcome down, somebody has to ask for it.
    await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + ABANDONED_AFTER_MS });
    touch(payment.checkoutId);
    return payment;
  });

/** `undefined`: surely not received, so the next seller may be tried. */
async function send(
  d: Domain,
  payment: Payment,
  checkout: Checkout,
  choice: Resolved,
  offer: Offer,
  request: PaymentRequest,
  timeoutMs: number,
): Promise<Payment | undefined> {
  const gateway = d.market.gateway(offer.provider);
  const order = orderOf(d, payment, checkout, choice, request);
  const asked = await askGateway(d, () => gateway.create(order, d.timeout(timeoutMs)));
  if (asked.kind === 'answered') {
    const after = await believe(d, payment, asked.value ?? [], 'answer');
    // Nothing in the answer was about this payment: as good as no answer.
    if (after.status === 'creating') return abandon(d, payment, 'the answer is about something else');
    const claimsMoney = asked.value?.some(
      (said) => said.subject === 'payment' && (said.outcome === 'paid' || said.outcome === 'authorized'),
    );
    return claimsMoney === true ? (await inquire(d, after.id, 3_000)).payment : after;
  }
  d.log.warn(
    { paymentId: payment.id, provider: offer.provider, outcome: asked.kind, reason: asked.error.message },
    'a create was not answered as hoped',
  );
  if (asked.kind === 'unknown') return abandon(d, payment, 'sent, no trustworthy answer');
  if (asked.kind === 'rejected') {
    const failure = asked.error.failure;
    await commit(d, (unit) => weigh(unit, payment.id, told('failed', 'refused by the provider', { failure })));
    throw new Refusal('provider_rejected', 'The payment provider refused this payment.', {
      failure,
      paymentId: payment.id,
    });
  }
  d.market.unavailable(offer);
  await commit(d, (unit) =>
    weigh(unit, payment.id, told('failed', 'not delivered', { failure: { code: 'channel_unavailable' } })),
  );
  return undefined;
}

const told = (outcome: Exclude<PaymentOutcome, 'reversed'>, said: string, more: Partial<PaymentTestimony> = {}) =>
  ({ source: 'answer', testimony: { subject: 'payment', outcome, ids: {}, said, ...more } }) as const;

/** Longer than any call takes. A payment that is still `creating` by then has lost whoever was to write its outcome. */
export const ABANDONED_AFTER_MS = 30_000;

/** The evidence that a call was made and nobody knows what became of it. */
export const lost = (said: string) => told('unknown', said);
