import { isFinal } from '../../../shared/payment-status.ts';
import { callGateway } from '../core/call-gateway.ts';
import { applyReports } from './apply-reports.ts';
import { cancelOrVoid } from './cancel-payment.ts';
import type { Domain } from '../core/domain.ts';
import { inquire } from './inquire-payment.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Checkout, Instant, Payment } from '../model/model.ts';

/** For each of at most three calls of the first try: what is open here is closed here within six seconds. */
const FIRST_TRY_MS = 1_500;
const CALL_MS = 5_000;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** Who has no call to close it, and never says that it is over, is asked no longer than this after its end. */
const GIVE_UP_MS = 30 * 24 * 3_600_000;

/**
 * Another payment has paid the checkout: this one is closed here, and at its provider until that confirms it. Each try
 * asks first and ends only what is unpaid; held money is let go of. What is found paid stays paid, and what is still
 * being decided is asked about. Answers when to try again, or nothing when nobody can pay it any more.
 */
export async function closeSibling(deps: Domain, paymentId: string, retryCount: number): Promise<Instant | undefined> {
  const payment = await loadPayment(deps, paymentId);
  const checkout = await loadCheckout(deps, payment.checkoutId);
  const isClosed = isFinal(payment.status) ? await confirmClosed(deps, payment, checkout) : false;
  if (isClosed) return undefined;
  if (!isFinal(payment.status)) {
    const within = (ms: number): number => (retryCount === 0 ? Math.min(ms, FIRST_TRY_MS) : ms);
    const reason = 'another payment has paid the checkout';
    await cancelOrVoid(deps, payment, checkout, { by: 'merchant', reason, evenSilent: true, within });
  }
  const now = deps.clock.now();
  if (now > payment.expiresAt + GIVE_UP_MS) {
    deps.log.warn(
      { paymentId, status: payment.status },
      'nobody confirmed that a payment of a paid checkout is closed',
    );
    return undefined;
  }
  return now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
}

/** It has ended here. Whether it has ended there only its provider knows. */
async function confirmClosed(deps: Domain, { id, status }: Payment, checkout: Checkout): Promise<boolean> {
  if (status === 'succeeded') return true;
  const inquired = await inquire(deps, id, CALL_MS);
  if (!inquired.answered) return false;
  const { payment, reports } = inquired;
  if (payment.review === 'paid_twice' || reports.every(({ outcome }) => ENDED.has(outcome))) return true;
  const isHeld = reports.some(({ outcome }) => outcome === 'authorized');
  const offer = deps.providerRouter.offerOf(payment, checkout.country, checkout.currency);
  const gateway = deps.providerRouter.gateway(payment.provider);
  if (gateway.cancel === undefined || !(isHeld || offer?.supports.cancel === true)) return false;
  const result = await callGateway(deps, () =>
    gateway.cancel?.(paymentRef(payment, checkout), isHeld ? 'authorized' : 'requires_action', deps.timeout(CALL_MS)),
  );
  if (result.kind === 'answered') await applyReports(deps, payment, result.value ?? [], 'command');
  // Its answer is not the last word: the next question is.
  return false;
}

const ENDED: ReadonlySet<string> = new Set(['failed', 'expired', 'canceled', 'reversed']);
