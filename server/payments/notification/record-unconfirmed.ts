import { restartQuickSchedule, soonestInquiryAt } from '../payment/inquiry-schedule.ts';
import { NotificationError } from './notification-error.ts';
import type { HistoryEntry, Instant, Payment, UnconfirmedReport } from '../model/model.ts';
import type { PaymentReport, SavedMethodReport, ProviderReport } from '../ports/ports.ts';
import { findReport, unconfirmedReportOf, withReport } from './unconfirmed-reports.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/**
 * Remembers what a verified notification said of a payment until an inquiry settles it, and has the provider asked: at
 * once, or a moment after the last question. Throws {@link NotificationError} `deferred` where there is no room for it.
 *
 * @param isNew it was not stored before; a repeat is no entry in the history
 */
export async function recordUnconfirmed(
  { tx, now }: UnitOfWork,
  { id }: Payment,
  report: PaymentReport | SavedMethodReport,
  isNew: boolean,
): Promise<void> {
  // As it stands now: another part of the same notification may have been recorded before.
  const payment = await tx.findPayment(id);
  if (payment === undefined) return;
  if (isNew) await tx.appendHistory(id, notificationEntry(payment, report, now));
  const unconfirmedReport = unconfirmedReportOf(payment, report, now);
  if (unconfirmedReport !== undefined) {
    const unconfirmed = withReport(payment.unconfirmed, unconfirmedReport);
    if (unconfirmed === undefined)
      throw new NotificationError('deferred', 'too many unconfirmed notifications about one payment');
    const quickStarts = isUrgent(payment, unconfirmedReport, isNew)
      ? restartQuickSchedule(payment.quickStarts, now)
      : undefined;
    await tx.updatePayment(id, { unconfirmed, ...(quickStarts === undefined ? {} : { quickStarts }) });
  }
  await tx.scheduleJob({
    kind: 'inquire',
    notified: true,
    key: id,
    runAt: soonestInquiryAt(payment.inquiredAt, now),
  });
}

/** A money movement that nobody spoke of before, or one that is spoken of again while no question about it was answered. */
function isUrgent(payment: Payment, report: UnconfirmedReport, isNew: boolean): boolean {
  const known = findReport(payment, report);
  if (known === undefined) return report.transactionId !== undefined || !isNew;
  return known.contradicted === 0;
}

/** What the history tells of it. */
export const notificationEntry = (
  { status }: Payment,
  { subject, outcome, providerStatus }: ProviderReport,
  at: Instant,
): HistoryEntry => ({
  at,
  source: 'notification',
  said: `${subject} ${outcome} (${providerStatus})`,
  from: status,
  to: status,
});
