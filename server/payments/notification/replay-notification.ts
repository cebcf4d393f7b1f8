import type { Domain } from '../core/domain.ts';
import { DomainError } from '../core/domain-error.ts';
import { MalformedNotification, type ReadableNotification, type ReadNotification } from '../ports/ports.ts';
import { commitForSubjects } from './commit-for-subjects.ts';
import { handleReport } from './handle-report.ts';
import { subjectId } from './notification-subject.ts';

export interface ReplayedNotification {
  readonly notification: ReadableNotification;
  /** The payments and payouts that are inquired about now. */
  readonly inquiring: readonly string[];
}

/**
 * Handles a stored notification as if its provider had sent it again: what it is about now (which may have been unknown
 * when it arrived) is inquired about. Nothing else follows from it, and no status is taken from it.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where it cannot be read any more; `provider_unavailable` where its
 * provider is not configured
 */
export async function replayNotification(deps: Domain, id: string): Promise<ReplayedNotification> {
  const notification = await deps.store.findNotification(id);
  if (notification === undefined) throw new DomainError('not_found', 'No such notification.');
  const { provider } = notification;
  if (!deps.providerRouter.isConfigured(provider))
    throw new DomainError('provider_unavailable', `${provider} is not in KASIR_PROVIDERS, so it cannot be inquired.`);
  const { reports } = readStored(deps, notification);
  const gateway = deps.providerRouter.gateway(provider);
  const inquiring = await commitForSubjects(deps, provider, reports, async (unitOfWork, subjects) => {
    const known = subjects.filter((subject) => subject !== undefined);
    for (const subject of known) await handleReport(unitOfWork, gateway, subject, false);
    return known.map(subjectId).filter((each) => each !== undefined);
  });
  return { notification, inquiring: [...new Set(inquiring)] };
}

function readStored(deps: Domain, { provider, content }: ReadableNotification): ReadNotification {
  if (content === undefined)
    throw new DomainError(
      'state_conflict',
      'The notification cannot be decrypted; configure the encryption key that it was encrypted with again.',
    );
  try {
    return deps.providerRouter.gateway(provider).read(content);
  } catch (cause) {
    if (!(cause instanceof MalformedNotification)) throw cause;
    throw new DomainError('state_conflict', `The notification cannot be read: ${cause.message}.`, { cause });
  }
}
