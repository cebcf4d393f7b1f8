import type { Domain } from './domain.ts';
import type { StoredEvent } from './payment.ts';
import { Refusal } from './refusal.ts';
import { commit } from './unit.ts';

/**
 * Sends an event again, delivered or given up: same id, same bytes, a fresh schedule of tries. Events of the same
 * stream that still wait keep their order behind it.
 */
export function redeliverEvent(d: Domain, id: string): Promise<StoredEvent> {
  return commit(d, async ({ tx, now }) => {
    const event = await tx.findEvent(id);
    if (event === undefined) throw new Refusal('not_found', 'No such event.');
    const again = { deliveredAt: undefined, attempts: 0, nextAttemptAt: undefined, abandoned: false };
    await tx.updateEvent(id, again);
    await tx.scheduleJob({ kind: 'deliver', key: event.stream, runAt: now });
    return { ...event, ...again };
  });
}
