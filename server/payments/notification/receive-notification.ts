import type { Domain } from '../core/domain.ts';
import type { Payment, ProviderReferences, Refund } from '../model/model.ts';
import {
  MalformedNotification,
  type Gateway,
  type PaymentReport,
  type PayoutReport,
  type RawNotification,
  type ReadNotification,
  type RefundReport,
  type SavedMethodReport,
  type ProviderReport,
  type Tx,
} from '../ports/ports.ts';
import { NotificationError } from './notification-error.ts';
import { recordRefundClaim } from '../refund/refund-claims.ts';
import { notificationEntry, recordUnconfirmed } from './record-unconfirmed.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/**
 * A notification is a hint: verified, stored, and then the provider is asked. What it teaches is kept apart from what is
 * known, and used to ask with. A repeat of one that is stored only makes us ask again, and so does one more than is kept.
 */
export async function receiveNotification(
  deps: Domain,
  provider: string,
  raw: RawNotification,
): Promise<'stored' | 'repeated' | 'full'> {
  const gateway = deps.providerRouter.gateway(provider);
  const notification = readVerified(gateway, raw);
  return commit(deps, async (unitOfWork) => {
    const subjects = await Promise.all(notification.reports.map((report) => findSubject(unitOfWork, provider, report)));
    const kept = await unitOfWork.tx.insertNotification({
      provider,
      body: raw.body,
      subject: subjects.find((subject) => subject !== undefined)?.id,
      receivedAt: unitOfWork.now,
    });
    const isNew = kept === 'stored';
    for (const subject of subjects) await subject?.take(unitOfWork, isNew);
    if (isNew) reportUnmatched(deps, provider, notification.reports, subjects);
    return kept;
  });
}

function reportUnmatched(
  deps: Domain,
  provider: string,
  reports: readonly ProviderReport[],
  subjects: readonly (Subject | undefined)[],
): void {
  for (const [index, { subject, providerStatus }] of reports.entries()) {
    if (subjects[index] === undefined)
      deps.log.warn({ provider, subject, providerStatus }, 'verified notification matches nothing');
  }
}

function readVerified(gateway: Gateway, raw: RawNotification): ReadNotification {
  try {
    const verified = gateway.verify(raw);
    if (verified !== undefined) return gateway.read(verified);
  } catch (cause) {
    if (cause instanceof MalformedNotification) throw new NotificationError('malformed', cause.message, { cause });
    throw cause;
  }
  throw new NotificationError('unverified', 'the notice does not prove its sender');
}

/** What a testimony is about, and what is done about it. Only a notice that is new is told in the history. */
interface Subject {
  readonly id: string;
  take(unitOfWork: UnitOfWork, isNew: boolean): Promise<void>;
}

function findSubject(unitOfWork: UnitOfWork, provider: string, report: ProviderReport): Promise<Subject | undefined> {
  const { tx } = unitOfWork;
  switch (report.subject) {
    case 'payout':
      return findPayout(tx, provider, report);
    case 'refund':
      return findRefund(unitOfWork, provider, report);
    case 'saved_method':
      return findSavedMethod(tx, provider, report);
    case 'payment':
      return findPayment(tx, provider, report);
  }
}

/** By our own reference alone: every notice of a payout repeats it. */
async function findPayout(tx: Tx, provider: string, report: PayoutReport): Promise<Subject | undefined> {
  const payout =
    report.merchantReference === undefined
      ? undefined
      : await tx.findPayoutByMerchantReference(report.merchantReference);
  if (payout?.provider !== provider) return undefined;
  return {
    id: payout.id,
    async take({ tx: write, now }, isNew) {
      const { id, status: to } = payout;
      const entry = {
        at: now,
        source: 'notification',
        said: `${report.outcome} (${report.providerStatus})`,
        from: to,
        to,
      };
      if (isNew) await write.appendPayoutHistory(id, entry);
      await write.scheduleJob({ kind: 'inquire_payout', notified: true, key: id, runAt: now });
    },
  };
}

/** By our own reference, or by a name that an answer gave the refund; else by the payment that it is of. */
async function findRefund(
  { tx, domain }: UnitOfWork,
  provider: string,
  report: RefundReport,
): Promise<Subject | undefined> {
  const refund = await findRefundByAnyReference(tx, provider, report);
  const payment = refund && (await tx.findPayment(refund.paymentId));
  if (refund === undefined || payment?.provider !== provider)
    return findProviderRefund(tx, domain.providerRouter.gateway(provider), provider, report);
  return {
    id: payment.id,
    async take({ tx: write, now }, isNew) {
      if (isNew) await write.appendHistory(payment.id, notificationEntry(payment, report, now));
      const isNamed =
        report.merchantReference === refund.merchantReference && Object.keys(refund.providerReferences).length === 0;
      if (isNamed) await write.updateRefund(refund.id, { unconfirmedReferences: report.providerReferences });
      await write.scheduleJob({ kind: 'inquire_refund', notified: true, key: refund.id, runAt: now });
    },
  };
}

/**
 * Money that somebody gave back at the provider's side, or so it is said: the provider is asked what went back, and where
 * it offers no such question, a person is.
 */
async function findProviderRefund(
  tx: Tx,
  gateway: Gateway,
  provider: string,
  report: RefundReport,
): Promise<Subject | undefined> {
  const payment =
    (await findByProviderReferences(tx, provider, report.paymentReferences ?? {})) ??
    (await findByMerchantReference(tx, provider, report.merchantReference));
  return (
    payment && {
      id: payment.id,
      async take(unitOfWork, isNew) {
        if (gateway.inquireProviderRefunds === undefined) return recordRefundClaim(unitOfWork, payment, report, isNew);
        const { tx: write, now } = unitOfWork;
        if (isNew) await write.appendHistory(payment.id, notificationEntry(payment, report, now));
        await write.scheduleJob({ kind: 'inquire_returns', notified: true, key: payment.id, runAt: now });
      },
    }
  );
}

async function findRefundByAnyReference(tx: Tx, provider: string, report: RefundReport): Promise<Refund | undefined> {
  const byReference =
    report.merchantReference === undefined
      ? undefined
      : await tx.findRefundByMerchantReference(report.merchantReference);
  if (byReference !== undefined) return byReference;
  for (const [name, value] of Object.entries(report.providerReferences)) {
    const known = await tx.findRefundByProviderReference(provider, name, value);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** A token that is kept is asked about; one that is not is for an inquiry about its payment to tell. */
async function findSavedMethod(tx: Tx, provider: string, report: SavedMethodReport): Promise<Subject | undefined> {
  const methods = await tx.savedMethodsByToken(provider, report.token);
  const payment = await findByMerchantReference(tx, provider, report.merchantReference);
  const id = payment?.id ?? methods[0]?.paymentId;
  if (id === undefined) return undefined;
  return {
    id,
    async take(unitOfWork, isNew) {
      for (const method of methods)
        await unitOfWork.tx.scheduleJob({
          kind: 'activate_method',
          notified: true,
          key: method.id,
          runAt: unitOfWork.now,
        });
      if (payment !== undefined) await recordUnconfirmed(unitOfWork, payment, report, isNew);
    },
  };
}

/** By the provider's names for it; our own is a text that somebody else may use as well, and is not signed everywhere. */
async function findPayment(tx: Tx, provider: string, report: PaymentReport): Promise<Subject | undefined> {
  const payment = await findPaymentByAnyReference(tx, provider, report);
  return (
    payment && { id: payment.id, take: (unitOfWork, isNew) => recordUnconfirmed(unitOfWork, payment, report, isNew) }
  );
}

async function findPaymentByAnyReference(
  tx: Tx,
  provider: string,
  report: PaymentReport,
): Promise<Payment | undefined> {
  return (
    (await findByProviderReferences(tx, provider, report.providerReferences)) ??
    (await findByMerchantReference(tx, provider, report.merchantReference))
  );
}

async function findByMerchantReference(tx: Tx, provider: string, reference?: string): Promise<Payment | undefined> {
  const payment = reference === undefined ? undefined : await tx.findPaymentByMerchantReference(reference);
  return payment?.provider === provider ? payment : undefined;
}

async function findByProviderReferences(
  tx: Tx,
  provider: string,
  providerReferences: ProviderReferences,
): Promise<Payment | undefined> {
  for (const [name, value] of Object.entries(providerReferences)) {
    const payment = await tx.findPaymentByProviderReference(provider, name, value);
    if (payment !== undefined) return payment;
  }
  return undefined;
}
