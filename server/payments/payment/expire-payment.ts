import { isFinal } from '../../../shared/payment-status.ts';
import { callGateway } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { GRACE_MS, nextEndingAt } from './inquiry-schedule.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import { mayHaveCharged } from './blocks-while-unknown.ts';
import type { Instant, Payment } from '../model/model.ts';
import type { ProviderReport } from '../ports/ports.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

const CLOSE_TIMEOUT_MS = 5_000;

/**
 * The time to pay is over. The provider is asked first, and told to close where it can, so that no payment is called
 * expired that was paid in time; where it confirms neither, the end waits for the grace and is asked about again.
 * Answers when to try again, or nothing when the payment is settled, or was asked about in vain for a month.
 */
export async function expirePayment(deps: Domain, paymentId: string): Promise<Instant | undefined> {
  const before = await deps.store.findPayment(paymentId);
  if (before === undefined || isFinal(before.status)) return undefined;
  if (before.expiresAt > deps.clock.now()) return before.expiresAt;
  const ended = await tryToEnd(deps, paymentId);
  const after = await loadPayment(deps, paymentId);
  if (ended || isFinal(after.status)) return undefined;
  const next = nextEndingAt(after.expiresAt, deps.clock.now());
  if (next === undefined) {
    const { provider, status, review } = after;
    deps.log.error(
      { paymentId, provider, status, review },
      'payment undecided a month after its end: no longer asked about',
    );
  }
  return next;
}

/** `false`: it may still turn out to be paid, or nobody knows. */
async function tryToEnd(deps: Domain, paymentId: string): Promise<boolean> {
  const inquired = await inquire(deps, paymentId);
  const payment = knownOf(inquired);
  const checkout = await loadCheckout(deps, payment.checkoutId);
  const offer = deps.providerRouter.offerOf(payment, checkout.country, checkout.currency);
  // Asking is impossible when the create's answer was lost: then only the clock can end what cannot charge by itself.
  const askable = Object.keys(payment.providerReferences).length > 0 || payment.unconfirmed.length > 0;
  if (isFinal(payment.status)) return true;
  if (payment.status === 'creating' || payment.status === 'processing' || payment.status === 'authorized') return false;
  // Nobody can be asked: what nobody has said to be paid ends here, and the rest waits for a person.
  const isStranded = !deps.providerRouter.isConfigured(payment.provider);
  if (isStranded && (payment.status !== 'requires_action' || payment.unconfirmed.length > 0)) return false;
  if (askable && !inquired.answered && !isStranded) return false;
  if (payment.status === 'unknown' && (askable || mayHaveCharged(payment, offer))) return false;

  const inGrace = deps.clock.now() < payment.expiresAt + GRACE_MS;
  const gateway = deps.providerRouter.gateway(payment.provider);
  if (askable && offer?.supports.cancel === true && gateway.cancel !== undefined) {
    const result = await callGateway(deps, () =>
      gateway.cancel?.(paymentRef(payment, checkout), payment.status, deps.timeout(CLOSE_TIMEOUT_MS)),
    );
    if (result.kind === 'answered') {
      const after = await applyReports(deps, payment, asExpired(result.value ?? []), 'command');
      if (isFinal(after.status)) return true;
    } else if (!inGrace) {
      // It may have been paid or held in the same moment; without a word on that, nothing is over.
      const again = await inquire(deps, paymentId, CLOSE_TIMEOUT_MS);
      if (!again.answered) return false;
      if (again.payment.status !== 'requires_action') return isFinal(again.payment.status);
    }
  }
  if (inGrace) return false;
  return isFinal(
    (await commit(deps, (unitOfWork) => applyEvidence(unitOfWork, paymentId, { source: 'clock', kind: 'time_up' })))
      .status,
  );
}

/** Closed because its time was over: that is what the customer and the shop shall read, not "canceled". */
const asExpired = (reports: readonly ProviderReport[]): readonly ProviderReport[] =>
  reports.map((one) =>
    one.subject === 'payment' && one.outcome === 'canceled' ? { ...one, outcome: 'expired' as const } : one,
  );

/**
 * Ends a checkout whose time is over, once none of its payments can pay it by itself any more: not before one that is
 * undecided, but held money and a review may stand. It only looks; whatever ends a payment has it look again.
 */
export async function expireCheckout(deps: Domain, checkoutId: string): Promise<Instant | undefined> {
  const checkout = await deps.store.findCheckout(checkoutId);
  if (checkout?.status !== 'open') return undefined;
  if (checkout.expiresAt > deps.clock.now()) return checkout.expiresAt;
  return commit(deps, async (unitOfWork) => {
    const fresh = await unitOfWork.tx.findCheckout(checkoutId);
    if (fresh?.status !== 'open') return undefined;
    if ((await unitOfWork.tx.paymentsOf(checkoutId)).some(isUndecided))
      return nextEndingAt(fresh.expiresAt, unitOfWork.now);
    await unitOfWork.tx.updateCheckout(checkoutId, { status: 'expired', updatedAt: unitOfWork.now });
    await unitOfWork.emit('checkout.expired', checkoutId);
    return undefined;
  });
}

const isUndecided = ({ status, review }: Payment): boolean =>
  !isFinal(status) && status !== 'authorized' && !(status === 'processing' && review !== undefined);
