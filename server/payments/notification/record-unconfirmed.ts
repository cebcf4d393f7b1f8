import { restartQuickSchedule, soonestInquiryAt } from '../payment/inquiry-schedule.ts';
import { NotificationError } from './notification-error.ts';
import type { HistoryEntry, Instant, Payment, UnconfirmedReport } from '../model/model.ts';
import type { PaymentReport, SavedMethodReport, ProviderReport } from '../ports/ports.ts';
import { findReport, unconfirmedReportOf, withReport } from './unconfirmed-reports.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/**
 * Records a report of a verified notification as unconfirmed, and schedules an inquiry: now, or shortly after the last
 * one.
 *
 * @param isNew the notification was not stored before; a repeat gets no entry in the history
 * @throws {NotificationError} `deferred` where too many reports of the payment are unconfirmed
 */
export async function recordUnconfirmed(
  { tx, now }: UnitOfWork,
  { id }: Payment,
  report: PaymentReport | SavedMethodReport,
  isNew: boolean,
): Promise<void> {
  // Read again: another report of the same notification may have changed it.
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

/** It names a new transaction, or is repeated while no inquiry about it was answered. */
function isUrgent(payment: Payment, report: UnconfirmedReport, isNew: boolean): boolean {
  const known = findReport(payment, report);
  if (known === undefined) return report.transactionId !== undefined || !isNew;
  return known.contradicted === 0;
}

/** The history entry of a report. */
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
