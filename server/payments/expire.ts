import { isFinal } from '../../shared/payment-status.ts';
import { askGateway } from './ask-gateway.ts';
import type { Domain } from './domain.ts';
import { believe } from './believe.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { loadCheckout, loadPayment } from './load.ts';
import { paymentRef } from './payment-ref.ts';
import { mayHaveCharged } from './may-have-charged.ts';
import type { Instant, Payment } from './payment.ts';
import { commit } from './unit.ts';
import { weigh } from './weigh.ts';

/** The provider does not answer: how long until its word on an ended payment is asked for again. */
const ASK_AGAIN_MS = 60_000;
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * The time to pay is over. The provider is asked once more first, and told to close where it can, so that no payment
 * is called expired that was paid in time. Answers when to try again, or nothing when the payment is settled.
 */
export async function expirePayment(d: Domain, paymentId: string): Promise<Instant | undefined> {
  const before = await d.store.findPayment(paymentId);
  if (before === undefined || isFinal(before.status)) return undefined;
  const now = d.clock.now();
  if (before.expiresAt > now) return before.expiresAt;
  const inquired = await inquire(d, paymentId);
  const payment = knownOf(inquired);
  const checkout = await loadCheckout(d, payment.checkoutId);
  const offer = d.market.offerOf(payment, checkout.country, checkout.currency);
  // Asking is impossible when the create's answer was lost: then only the clock can end what cannot charge by itself.
  const askable = Object.keys(payment.ids).length > 0;
  if (isFinal(payment.status)) return undefined;
  if (payment.status === 'creating' || payment.status === 'processing' || payment.status === 'authorized')
    return now + ASK_AGAIN_MS;
  // Nobody can be asked: what nobody has said to be paid ends here, and the rest waits for a person.
  const isStranded = !d.market.isConfigured(payment.provider);
  if (isStranded && payment.status !== 'requires_action') return now + ASK_AGAIN_MS * 10;
  if (askable && !inquired.answered && !isStranded) return now + ASK_AGAIN_MS;
  if (payment.status === 'unknown' && (askable || mayHaveCharged(payment, offer))) return now + ASK_AGAIN_MS * 10;

  const gateway = d.market.gateway(payment.provider);
  if (askable && offer?.supports.cancel === true && gateway.cancel !== undefined) {
    const told = await askGateway(d, () =>
      gateway.cancel?.(paymentRef(payment, checkout), payment.status, d.timeout(CLOSE_TIMEOUT_MS)),
    );
    // Closed because its time was over: that is what the customer and the shop shall read, not "canceled".
    const ended =
      told.kind === 'answered'
        ? (told.value ?? []).map((said) =>
            said.subject === 'payment' && said.outcome === 'canceled' ? { ...said, outcome: 'expired' as const } : said,
          )
        : [];
    if (told.kind === 'answered') await believe(d, payment, ended, 'answer');
    else {
      // It may have been paid or held in the same moment; without a word on that, nothing is over.
      const again = await inquire(d, paymentId, CLOSE_TIMEOUT_MS);
      if (!again.answered) return d.clock.now() + ASK_AGAIN_MS;
      if (isFinal(again.payment.status)) return undefined;
      if (again.payment.status !== 'requires_action') return d.clock.now() + ASK_AGAIN_MS;
    }
  }
  const after = await commit(d, (unit) => weigh(unit, paymentId, { source: 'clock', kind: 'time_up' }));
  return isFinal(after.status) ? undefined : d.clock.now() + ASK_AGAIN_MS;
}

/** Ends a checkout whose time is over, once none of its payments can pay it any more. */
export async function expireCheckout(d: Domain, checkoutId: string): Promise<Instant | undefined> {
  const checkout = await d.store.findCheckout(checkoutId);
  if (checkout?.status !== 'open') return undefined;
  const now = d.clock.now();
  if (checkout.expiresAt > now) return checkout.expiresAt;
  for (const payment of await d.store.paymentsOf(checkoutId)) {
    if (!isFinal(payment.status)) await expirePayment(d, payment.id);
    if (mayStillPay(await loadPayment(d, payment.id))) return now + ASK_AGAIN_MS;
  }
  return commit(d, async (unit) => {
    const fresh = await unit.tx.findCheckout(checkoutId);
    if (fresh?.status !== 'open') return undefined;
    await unit.tx.updateCheckout(checkoutId, { status: 'expired', updatedAt: unit.now });
    await unit.emit('checkout.expired', checkoutId);
    return undefined;
  });
}

/** Held money and what a person has to look at wait for the shop, not for the customer: the time to pay is over. */
const mayStillPay = ({ status, review }: Payment): boolean =>
  !isFinal(status) && status !== 'authorized' && !(status === 'processing' && review !== undefined);
