import type { Domain } from '../core/domain.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';
import {
  MalformedNotification,
  type Gateway,
  type ProviderReport,
  type RawNotification,
  type ReadNotification,
} from '../ports/ports.ts';
import { commitForSubjects, type Subjects } from './commit-for-subjects.ts';
import { handleReport } from './handle-report.ts';
import { NotificationError } from './notification-error.ts';
import { subjectId } from './notification-subject.ts';

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
  return commitForSubjects(deps, provider, reports, (unitOfWork, subjects) =>
    record(unitOfWork, gateway, { provider, raw, reports, subjects }),
  );
}

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
