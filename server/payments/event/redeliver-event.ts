import type { Domain } from '../core/domain.ts';
import type { StoredEvent } from '../model/model.ts';
import { DomainError } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';

/**
 * Delivers an event again, whether it was delivered, exhausted or never sent: with the same id and a new schedule of
 * attempts. Its body is the same, or rendered again where later events of its stream were sent. Waiting events of its
 * stream stay behind it.
 *
 * @throws {DomainError} `not_found`
 */
export async function redeliverEvent(deps: Domain, id: string): Promise<StoredEvent> {
  const found = await deps.store.findEvent(id);
  if (found === undefined) throw new DomainError('not_found', 'No such event.');
  return commit(deps, { of: 'stream', id: found.stream }, async ({ tx, now }) => {
    const event = (await tx.findEvent(id)) ?? found;
    const again = {
      deliveredAt: undefined,
      deliveryAttempts: 0,
      // Sent at once; until it is, this says when it became due.
      retryAt: now,
      deliveryExhausted: false,
      requested: true,
      refusedSince: undefined,
      probeAt: undefined,
    };
    await tx.updateEvent(id, again);
    await tx.scheduleJob({ kind: 'deliver', key: event.stream, runAt: now });
    return { ...event, ...again };
  });
}
