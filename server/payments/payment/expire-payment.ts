import { isFinal } from '../../../shared/payment-status.ts';
import type { Domain } from '../core/domain.ts';
import { loadPayment } from '../core/load.ts';
import { commit } from '../core/unit-of-work.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Instant, Payment } from '../model/model.ts';
import type { ProviderReport } from '../ports/ports.ts';
import { applyEvidence } from './apply-evidence.ts';
import { applyReports } from './apply-reports.ts';
import { mayHaveCharged } from './blocks-while-unknown.ts';
import { inquire, lastKnownPayment, type InquiryResult } from './inquire-payment.ts';
import { GRACE_MS, nextEndingAt } from './inquiry-schedule.ts';

const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Expires a payment after its end. The provider is queried first and told to cancel it where it can, so that no payment
 * is called expired that was paid in time. Where it confirms neither, the payment stays as it is for a grace period and
 * is queried again. A month later its outcome is `unknown`, which the merchant can resolve.
 *
 * @returns when to try again; `undefined` when the payment is final, or left to the merchant
 */
export async function expirePayment(deps: Domain, paymentId: string): Promise<Instant | undefined> {
  const before = await deps.store.findPayment(paymentId);
  if (before === undefined || isFinal(before.status)) return undefined;
  if (before.expiresAt > deps.clock.now()) return before.expiresAt;
  const inquired = await inquire(deps, paymentId);
  const ended = await tryToExpire(deps, paymentId, inquired);
  const after = await loadPayment(deps, paymentId);
  if (ended || isFinal(after.status)) return undefined;
  const now = deps.clock.now();
  const next = nextEndingAt(after.expiresAt, now);
  if (next !== undefined) return next;
  // While its provider confirms an authorization, the merchant can capture or void it.
  const isHeld = inquired.answered && inquired.reports.some(({ outcome }) => outcome === 'authorized');
  if (after.status === 'authorized' && isHeld) return now + AUTHORIZED_PAUSE_MS;
  await leaveToMerchant(deps, after);
  return undefined;
}

const AUTHORIZED_PAUSE_MS = 24 * 3_600_000;

/** Ends the inquiries: its outcome is `unknown`, unless a review has been raised already. */
async function leaveToMerchant(deps: Domain, { id, checkoutId, provider, status, review }: Payment): Promise<void> {
  deps.log.error(
    { checkoutId, paymentId: id, provider, status, review },
    'payment undecided a month after its end: inquiries end, the merchant has to resolve it',
  );
  await commit(deps, { of: 'payment', id }, async (unitOfWork) => {
    const fresh = await unitOfWork.tx.findPayment(id);
    if (fresh?.status === status && fresh.review === undefined)
      await applyEvidence(unitOfWork, id, { source: 'clock', kind: 'inquiries_ended' });
  });
}

/** `false`: it may still turn out to be paid, or its outcome is not known. */
async function tryToExpire(deps: Domain, paymentId: string, inquired: InquiryResult): Promise<boolean> {
  const payment = lastKnownPayment(inquired);
  const { offer, gateway, call } = await loadPaymentAtProvider(deps, payment);
  // Without any reference no inquiry is possible: the create call was not answered. Then only the clock can end it.
  const canInquire = Object.keys(payment.providerReferences).length > 0 || payment.unconfirmed.length > 0;
  if (isFinal(payment.status)) return true;
  if (payment.status === 'creating' || payment.status === 'processing' || payment.status === 'authorized') return false;
  // Its provider is not configured any more: what nothing suggests to be paid ends here, the rest is left to a review.
  const isStranded = !deps.providerRouter.isConfigured(payment.provider);
  if (isStranded && (payment.status !== 'requires_action' || payment.unconfirmed.length > 0)) return false;
  if (canInquire && !inquired.answered && !isStranded) return false;
  if (payment.status === 'unknown' && (canInquire || mayHaveCharged(payment, offer))) return false;

  const inGrace = deps.clock.now() < payment.expiresAt + GRACE_MS;
  if (canInquire && offer?.supports.cancel === true && gateway.cancel !== undefined) {
    const result = await call(CLOSE_TIMEOUT_MS, (_, ref, signal) => gateway.cancel?.(ref, payment.status, signal));
    if (result.kind === 'answered') {
      const after = await applyReports(deps, payment, canceledAsExpired(result.value ?? []), 'command');
      if (isFinal(after.status)) return true;
    } else if (!inGrace) {
      // It may have been paid or authorized at that moment, so it does not end without another inquiry.
      const again = await inquire(deps, paymentId, CLOSE_TIMEOUT_MS);
      if (!again.answered) return false;
      if (again.payment.status !== 'requires_action') return isFinal(again.payment.status);
    }
  }
  if (inGrace) return false;
  return isFinal(
    (
      await commit(deps, { of: 'payment', id: paymentId }, (unitOfWork) =>
        applyEvidence(unitOfWork, paymentId, { source: 'clock', kind: 'time_up' }),
      )
    ).status,
  );
}

/** A cancellation that was sent because its time is over reads `expired`, to the customer and to the storefront. */
const canceledAsExpired = (reports: readonly ProviderReport[]): readonly ProviderReport[] =>
  reports.map((one) =>
    one.subject === 'payment' && one.outcome === 'canceled' ? { ...one, outcome: 'expired' as const } : one,
  );
