import { mayStartAnew, soonestInquiryAt } from '../payment/inquiry-schedule.ts';
import { NoticeRefused } from './notification-error.ts';
import type { HistoryEntry, Instant, Payment, UnconfirmedReport } from '../model/model.ts';
import type { PaymentTestimony, SavedMethodTestimony, Testimony } from '../ports/ports.ts';
import { findReport, reportOf, withReport } from './unconfirmed-reports.ts';
import type { Unit } from '../core/unit-of-work.ts';

/**
 * Remembers what a verified notification said of a payment until an inquiry settles it, and has the provider asked: at
 * once, or a moment after the last question. Throws {@link NoticeRefused} `deferred` where there is no room for it.
 *
 * @param isNew it was not stored before; a repeat is no entry in the history
 */
export async function recordUnconfirmed(
  { tx, now }: Unit,
  { id }: Payment,
  said: PaymentTestimony | SavedMethodTestimony,
  isNew: boolean,
): Promise<void> {
  // As it stands now: another part of the same notification may have been recorded before.
  const payment = await tx.findPayment(id);
  if (payment === undefined) return;
  if (isNew) await tx.appendHistory(id, noticeEntry(payment, said, now));
  const report = reportOf(payment, said, now);
  if (report !== undefined) {
    const unconfirmed = withReport(payment.unconfirmed, report);
    if (unconfirmed === undefined)
      throw new NoticeRefused('deferred', 'too many unconfirmed notifications about one payment');
    const quickStarts = isUrgent(payment, report, isNew) ? mayStartAnew(payment.quickStarts, now) : undefined;
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
export const noticeEntry = ({ status }: Payment, { subject, outcome, said }: Testimony, at: Instant): HistoryEntry => ({
  at,
  source: 'notice',
  said: `${subject} ${outcome} (${said})`,
  from: status,
  to: status,
});
