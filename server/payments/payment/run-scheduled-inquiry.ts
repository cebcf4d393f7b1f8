import { INTERRUPTED_AFTER_MS, markOutcomeUnknown } from './mark-outcome-unknown.ts';
import { closeAfterPaid } from './close-reusable-code.ts';
import type { Domain } from '../core/domain.ts';
import { giveUpReports } from '../notification/drop-stale-reports.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { inquireProviderRefunds } from '../refund/inquire-provider-refunds.ts';
import { nextInquiryAt, soonestInquiryAt } from './inquiry-schedule.ts';
import { loadPayment } from '../core/load.ts';
import type { Instant, PaymentOutcome } from '../model/model.ts';

/**
 * Asks about a payment by the schedule, and once more for whatever a notification said that is not settled. Answers when
 * to ask again, or nothing when nothing is left to ask.
 */
export async function keepAsking(deps: Domain, paymentId: string, timeoutMs: number): Promise<Instant | undefined> {
  const before = await loadPayment(deps, paymentId);
  // Many notifications of one moment are one question.
  const soonest = soonestInquiryAt(before.inquiredAt, deps.clock.now());
  if (soonest > deps.clock.now()) return soonest;
  const inquired = await inquire(deps, paymentId, timeoutMs);
  // Something was told of money that is here already: it may have gone back.
  if (before.status === 'succeeded' && before.unconfirmed.length > 0)
    await inquireProviderRefunds(deps, paymentId, timeoutMs);
  const payment = await giveUpReports(deps, knownOf(inquired));
  if (payment.status === 'creating') {
    const interruptedAt = payment.createdAt + INTERRUPTED_AFTER_MS;
    if (deps.clock.now() < interruptedAt) return interruptedAt;
    await markOutcomeUnknown(deps, payment, 'no outcome was written down');
  }
  const now = deps.clock.now();
  const paid = payment.status === 'succeeded';
  const next = nextInquiryAt(
    {
      createdAt: payment.createdAt,
      expiresAt: payment.expiresAt,
      quickStarts: payment.quickStarts,
      unsettled: payment.unconfirmed.length > 0,
      closed: inquired.answered && inquired.reports.some(({ outcome }) => ENDS_UNPAID.has(outcome)),
      paid,
    },
    now,
  );
  const closing = paid ? await closeAfterPaid(deps, payment) : undefined;
  return next === undefined || closing === undefined ? (next ?? closing) : Math.min(next, closing);
}

/** After these words of the provider nobody can pay any more. */
const ENDS_UNPAID: ReadonlySet<PaymentOutcome> = new Set(['failed', 'expired', 'canceled']);
