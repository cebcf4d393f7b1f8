import { askGateway, CALL_TIMEOUT_MS } from './ask-gateway.ts';
import type { Domain } from './domain.ts';
import type { Checkout, Payment } from './payment.ts';
import type { PaymentRef, Testimony } from './ports.ts';
import { Refusal } from './refusal.ts';
import { commit } from './unit.ts';
import { weigh } from './weigh.ts';

/** How an inquiry went, for whoever has to decide whether to go on. */
export interface Inquired {
  readonly payment: Payment;
  /** The provider gave its word. `false`: it could not be asked or did not answer, and nothing was learned. */
  readonly answered: boolean;
}

/** Asks the provider now and believes its answer. Throws `not_found`; a provider that does not answer changes nothing. */
export async function inquirePayment(d: Domain, paymentId: string): Promise<Payment> {
  return (await inquire(d, paymentId)).payment;
}

/**
 * One at a time per payment: two answers of one moment must not be weighed in the wrong order. The time limit is for the
 * whole of it: who would have to wait longer for their turn goes on without an answer.
 */
export async function inquire(d: Domain, paymentId: string, timeoutMs = CALL_TIMEOUT_MS): Promise<Inquired> {
  const signal = d.timeout(timeoutMs);
  const asked = d.exclusive(`inquire:${paymentId}`, () => ask(d, paymentId, signal));
  return (await unlessAborted(asked, signal)) ?? { payment: await loadPayment(d, paymentId), answered: false };
}

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(undefined);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });

async function ask(d: Domain, paymentId: string, signal: AbortSignal): Promise<Inquired> {
  const payment = await loadPayment(d, paymentId);
  const gateway = d.market.gateway(payment.provider);
  const ref = paymentRef(payment, await loadCheckout(d, payment.checkoutId));
  const asked = await askGateway(d, () => gateway.inquire(ref, signal));
  if (asked.kind !== 'answered') {
    d.log.info({ paymentId, outcome: asked.kind, reason: asked.error.message }, 'an inquiry got no answer');
    return { payment, answered: false };
  }
  const testimonies = asked.value ?? [];
  return { payment: await believe(d, payment, testimonies, 'inquiry'), answered: testimonies.length > 0 };
}

/** Weighs every testimony about this payment, in one commit. */
export function believe(
  d: Domain,
  payment: Payment,
  testimonies: readonly Testimony[],
  source: 'answer' | 'inquiry',
): Promise<Payment> {
  return commit(d, async (unit) => {
    let after = payment;
    for (const testimony of testimonies) {
      if (testimony.subject === 'payment') after = await weigh(unit, payment.id, { source, testimony });
    }
    return after;
  });
}

export async function loadPayment(d: Domain, id: string): Promise<Payment> {
  const payment = await d.store.findPayment(id);
  if (payment === undefined) throw new Refusal('not_found', 'No such payment.');
  return payment;
}

export async function loadCheckout(d: Domain, id: string): Promise<Checkout> {
  const checkout = await d.store.findCheckout(id);
  if (checkout === undefined) throw new Refusal('not_found', 'No such checkout.');
  return checkout;
}

export const paymentRef = (payment: Payment, checkout: Checkout): PaymentRef => ({
  reference: payment.reference,
  channel: payment.channel,
  money: { amount: payment.amount, currency: payment.currency },
  ids: payment.ids,
  heard: payment.heard,
  createdAt: payment.createdAt,
  country: checkout.country,
});
