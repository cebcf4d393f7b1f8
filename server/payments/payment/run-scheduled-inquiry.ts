import { INTERRUPTED_AFTER_MS } from './mark-outcome-unknown.ts';
import { recoverPayment } from './recover-interrupted.ts';
import { closeReusableCode } from './close-reusable-code.ts';
import { inquiryScheduleOf } from './channel-schedules.ts';
import type { Domain } from '../core/domain.ts';
import { dropStaleReports } from '../notification/drop-stale-reports.ts';
import { inquire, lastKnownPayment } from './inquire-payment.ts';
import { inquireProviderRefunds } from '../refund/inquire-provider-refunds.ts';
import { nextInquiryAt, soonestInquiryAt } from './inquiry-schedule.ts';
import { loadPayment } from '../core/load.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Instant, PaymentOutcome } from '../model/model.ts';

/**
 * Runs the scheduled inquiry of a payment, with what depends on its answer: refunds, stale notification reports, and
 * the closing of a reusable code.
 *
 * @returns when to inquire again; `undefined` when nothing is left to find out
 * @throws {DomainError} `not_found`
 */
export async function runScheduledInquiry(
  deps: Domain,
  paymentId: string,
  timeoutMs: number,
): Promise<Instant | undefined> {
  const before = await loadPayment(deps, paymentId);
  // Notifications that arrive together lead to one inquiry.
  const soonest = soonestInquiryAt(before.inquiredAt, deps.clock.now());
  if (soonest > deps.clock.now()) return soonest;
  const inquired = await inquire(deps, paymentId, timeoutMs);
  // A notification about a payment that is paid already may be about a refund.
  if (before.status === 'succeeded' && before.unconfirmed.length > 0)
    await inquireProviderRefunds(deps, paymentId, timeoutMs);
  const payment = await dropStaleReports(deps, lastKnownPayment(inquired));
  if (payment.status === 'creating') {
    const interruptedAt = payment.createdAt + INTERRUPTED_AFTER_MS;
    if (deps.clock.now() < interruptedAt) return interruptedAt;
    await recoverPayment(deps, payment, 'no outcome was written');
  }
  const { offer } = await loadPaymentAtProvider(deps, payment);
  const now = deps.clock.now();
  const paid = payment.status === 'succeeded';
  const next = nextInquiryAt(
    {
      createdAt: payment.createdAt,
      expiresAt: payment.expiresAt,
      quickStarts: payment.quickStarts,
      hasUnconfirmed: payment.unconfirmed.length > 0,
      closed: inquired.answered && inquired.reports.some(({ outcome }) => ENDS_UNPAID.has(outcome)),
      paid,
      schedule: inquiryScheduleOf(payment.channel, offer),
    },
    now,
  );
  const closing = paid ? await closeReusableCode(deps, payment) : undefined;
  return next === undefined || closing === undefined ? (next ?? closing) : Math.min(next, closing);
}

/** After these outcomes the payment cannot be paid any more. */
const ENDS_UNPAID: ReadonlySet<PaymentOutcome> = new Set(['failed', 'expired', 'canceled']);
