import type { UnitOfWork } from '../core/unit-of-work.ts';
import type { Payout } from '../model/model.ts';
import type { Gateway, PayoutReport } from '../ports/ports.ts';
import { recordRefundClaim } from '../refund/refund-claims.ts';
import type { NotificationSubject } from './notification-subject.ts';
import { notificationEntry, recordUnconfirmed } from './record-unconfirmed.ts';

/** Records a report and schedules the inquiry about its subject. Only a new notification is recorded in the history. */
export async function handleReport(
  unitOfWork: UnitOfWork,
  gateway: Gateway,
  subject: NotificationSubject,
  isNew: boolean,
): Promise<void> {
  const { tx, now } = unitOfWork;
  switch (subject.kind) {
    case 'payment':
      return recordUnconfirmed(unitOfWork, subject.payment, subject.report, isNew);
    case 'refund': {
      const { refund, payment, report } = subject;
      if (isNew) await tx.appendHistory(payment.id, notificationEntry(payment, report, now));
      const isNamed =
        report.merchantReference === refund.merchantReference && Object.keys(refund.providerReferences).length === 0;
      if (isNamed) await tx.updateRefund(refund.id, { unconfirmedReferences: report.providerReferences });
      return tx.scheduleJob({ kind: 'inquire_refund', notified: true, key: refund.id, runAt: now });
    }
    case 'provider_refund': {
      const { payment, report } = subject;
      // Where the provider has no inquiry about its refunds, the merchant decides whether it is true.
      if (gateway.inquireProviderRefunds === undefined) return recordRefundClaim(unitOfWork, payment, report, isNew);
      if (isNew) await tx.appendHistory(payment.id, notificationEntry(payment, report, now));
      return tx.scheduleJob({ kind: 'inquire_returns', notified: true, key: payment.id, runAt: now });
    }
    case 'saved_method': {
      const { methods, payment, report } = subject;
      for (const { id } of methods)
        await tx.scheduleJob({ kind: 'activate_method', notified: true, key: id, runAt: now });
      if (payment !== undefined) await recordUnconfirmed(unitOfWork, payment, report, isNew);
      return;
    }
    case 'payout':
      if (isNew) await tx.appendPayoutHistory(subject.payout.id, payoutEntry(subject.payout, subject.report, now));
      return tx.scheduleJob({ kind: 'inquire_payout', notified: true, key: subject.payout.id, runAt: now });
  }
}

const payoutEntry = ({ status }: Payout, { outcome, providerStatus }: PayoutReport, at: number) => ({
  at,
  source: 'notification',
  said: `${outcome} (${providerStatus})`,
  from: status,
  to: status,
});
