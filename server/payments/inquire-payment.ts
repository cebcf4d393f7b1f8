import { askGateway, CALL_TIMEOUT_MS } from './ask-gateway.ts';
import { believe } from './believe.ts';
import type { Domain } from './domain.ts';
import { loadCheckout, loadPayment } from './load.ts';
import { paymentRef } from './payment-ref.ts';
import type { Payment } from './payment.ts';

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
