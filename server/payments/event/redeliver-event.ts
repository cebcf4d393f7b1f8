import type { Domain } from '../core/domain.ts';
import type { StoredEvent } from '../model/model.ts';
import { DomainError } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';

/**
 * Sends an event again, delivered, given up or never sent: same id, a fresh schedule of tries. Its bytes are the same,
 * or hold the views of this moment where later events of its stream were sent. Those that still wait keep their order
 * behind it.
 */
export function redeliverEvent(deps: Domain, id: string): Promise<StoredEvent> {
  return commit(deps, async ({ tx, now }) => {
    const event = await tx.findEvent(id);
    if (event === undefined) throw new DomainError('not_found', 'No such event.');
    const again = {
      deliveredAt: undefined,
      deliveryAttempts: 0,
      retryAt: undefined,
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
