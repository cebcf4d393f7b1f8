import type { Domain } from '../core/domain.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';
import type { Payout } from '../model/model.ts';
import {
  MalformedNotification,
  type Aggregate,
  type Gateway,
  type PayoutReport,
  type ProviderReport,
  type RawNotification,
  type ReadNotification,
  type StoreReads,
} from '../ports/ports.ts';
import { recordRefundClaim } from '../refund/refund-claims.ts';
import { NotificationError } from './notification-error.ts';
import { aggregateOf, findSubject, subjectId, type NotificationSubject } from './notification-subject.ts';
import { notificationEntry, recordUnconfirmed } from './record-unconfirmed.ts';

/**
 * Receives a notification of a provider: verifies it, stores it, and schedules inquiries. What it reports is only used
 * for inquiries; no status, token or reference is taken from it. A repeat of a stored one, or one beyond what is
 * stored, only causes another inquiry.
 *
 * @throws {NotificationError} `malformed`, `unverified`, or `deferred`: the provider has to send it again
 */
export async function receiveNotification(
  deps: Domain,
  provider: string,
  raw: RawNotification,
): Promise<'stored' | 'repeated' | 'full'> {
  const gateway = deps.providerRouter.gateway(provider);
  const { reports } = readVerified(gateway, raw);
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    // Where nobody else writes, nothing has to be locked, and so to be known, first.
    const aggregate = deps.store.isShared
      ? aggregateOfFirst(await findSubjects(deps.store, provider, reports))
      : undefined;
    const stored = await commit(deps, aggregate ?? 'new', async (unitOfWork) => {
      const subjects = await findSubjects(unitOfWork.tx, provider, reports);
      // It has become known only now: it has to be locked before it is changed.
      if (aggregate !== undefined && !isSame(aggregateOfFirst(subjects), aggregate)) return undefined;
      return record(unitOfWork, gateway, { provider, raw, reports, subjects });
    });
    if (stored !== undefined) return stored;
  }
  throw new NotificationError('deferred', 'what the notification is about is changing at this moment');
}

const MAX_TRIES = 5;

type Subjects = readonly (NotificationSubject | undefined)[];

const findSubjects = (store: StoreReads, provider: string, reports: readonly ProviderReport[]): Promise<Subjects> =>
  Promise.all(reports.map((report) => findSubject(store, provider, report)));

function aggregateOfFirst(subjects: Subjects): Aggregate {
  const first = subjects.find((subject) => subject !== undefined);
  return first === undefined ? 'new' : aggregateOf(first);
}

const isSame = (one: Aggregate, other: Aggregate): boolean =>
  one === 'new' || other === 'new' ? one === other : one.of === other.of && one.id === other.id;

interface Received {
  readonly provider: string;
  readonly raw: RawNotification;
  readonly reports: readonly ProviderReport[];
  readonly subjects: Subjects;
}

async function record(
  unitOfWork: UnitOfWork,
  gateway: Gateway,
  { provider, raw, reports, subjects }: Received,
): Promise<'stored' | 'repeated' | 'full'> {
  const known = subjects.find((subject) => subject !== undefined);
  const stored = await unitOfWork.tx.insertNotification({
    provider,
    body: raw.body,
    subject: known && subjectId(known),
    receivedAt: unitOfWork.now,
  });
  const isNew = stored === 'stored';
  for (const subject of subjects) {
    if (subject !== undefined) await handleReport(unitOfWork, gateway, subject, isNew);
  }
  if (isNew) logUnmatched(unitOfWork.domain, provider, reports, subjects);
  return stored;
}

function logUnmatched(deps: Domain, provider: string, reports: readonly ProviderReport[], subjects: Subjects): void {
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
  throw new NotificationError('unverified', 'the notification could not be verified');
}

/** Records a report and schedules the inquiry about its subject. Only a new notification is recorded in the history. */
async function handleReport(
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
