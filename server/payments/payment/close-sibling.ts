import { isFinal } from '../../../shared/payment-status.ts';
import { applyReports } from './apply-reports.ts';
import { cancelOrVoid } from './cancel-payment.ts';
import type { Domain } from '../core/domain.ts';
import { inquire } from './inquire-payment.ts';
import { paymentAtProvider, loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Checkout, Instant, Payment } from '../model/model.ts';

/** Each of at most three calls of the first run: an open payment is closed here within six seconds. */
const FIRST_TRY_MS = 1_500;
const CALL_MS = 5_000;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/**
 * A provider that cannot close it and never reports its end is queried about it no longer than this after its expiry.
 */
const GIVE_UP_MS = 30 * 24 * 3_600_000;

/**
 * Closes a payment whose checkout was paid by another one: here, and at its provider until the provider confirms it.
 * Each run queries the provider first: an authorized payment is voided, a paid one stays paid, an undecided one is
 * queried again.
 *
 * @returns when to try again; `undefined` when it cannot be paid any more
 * @throws {DomainError} `not_found`
 */
export async function closeSibling(deps: Domain, paymentId: string, retryCount: number): Promise<Instant | undefined> {
  const { payment, checkout } = await loadPaymentAtProvider(deps, paymentId);
  const isClosed = isFinal(payment.status) ? await isClosedAtProvider(deps, payment, checkout) : false;
  if (isClosed) return undefined;
  if (!isFinal(payment.status)) {
    const within = (ms: number): number => (retryCount === 0 ? Math.min(ms, FIRST_TRY_MS) : ms);
    const reason = 'another payment has paid the checkout';
    await cancelOrVoid(deps, payment, checkout, { by: 'merchant', reason, evenUnanswered: true, within });
  }
  const now = deps.clock.now();
  if (now > payment.expiresAt + GIVE_UP_MS) {
    deps.log.warn(
      { checkoutId: checkout.id, paymentId, status: payment.status },
      'payment of a paid checkout never confirmed closed by its provider',
    );
    return undefined;
  }
  return now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
}

/** It is final here; only its provider knows whether it can still be paid there. */
async function isClosedAtProvider(deps: Domain, { id, status }: Payment, checkout: Checkout): Promise<boolean> {
  if (status === 'succeeded') return true;
  const inquired = await inquire(deps, id, CALL_MS);
  if (!inquired.answered) return false;
  const { payment, reports } = inquired;
  if (payment.review === 'paid_twice' || reports.every(({ outcome }) => ENDED.has(outcome))) return true;
  const isAuthorized = reports.some(({ outcome }) => outcome === 'authorized');
  const { offer, gateway, call } = paymentAtProvider(deps, payment, checkout);
  if (gateway.cancel === undefined || !(isAuthorized || offer?.supports.cancel === true)) return false;
  const result = await call(CALL_MS, (_, ref, signal) =>
    gateway.cancel?.(ref, isAuthorized ? 'authorized' : 'requires_action', signal),
  );
  if (result.kind === 'answered') await applyReports(deps, payment, result.value ?? [], 'command');
  // Only the next inquiry tells whether it is closed.
  return false;
}

const ENDED: ReadonlySet<string> = new Set(['failed', 'expired', 'canceled', 'reversed']);
