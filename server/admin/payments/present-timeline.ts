import { presentEventNow } from '../../http/storefront/present-event-now.ts';
import { optional, presentEntry, presentTime } from '../../http/present/present-parts.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { HistoryEntry, Instant, StoredEvent } from '../../payments/model/model.ts';
import type { ReceivedNotification } from '../../payments/ports/ports.ts';
import type { EventEntry, TimelineEntry } from '../wire/timeline.ts';

export interface TimelineSources {
  readonly history: readonly HistoryEntry<string>[];
  readonly notifications: readonly ReceivedNotification[];
  readonly events: readonly StoredEvent[];
}

/**
 * Everything that happened, oldest first. At the same moment a notification comes before the history that it caused, and
 * that before its events.
 */
export async function presentTimeline(
  domain: Domain,
  { history, notifications, events }: TimelineSources,
): Promise<TimelineEntry[]> {
  const entries: { readonly at: Instant; readonly entry: TimelineEntry }[] = [
    ...notifications.map(({ receivedAt, bytes }) => ({
      at: receivedAt,
      entry: { kind: 'notification', at: presentTime(receivedAt), bytes } as const,
    })),
    ...history.map((one) => ({ at: one.at, entry: { kind: 'history', ...presentEntry(one) } as const })),
  ];
  for (const event of events) entries.push({ at: event.createdAt, entry: await presentEvent(domain, event) });
  return entries.toSorted((a, b) => a.at - b.at).map(({ entry }) => entry);
}

/** Without its body, which has the customer's data. */
async function presentEvent(domain: Domain, event: StoredEvent): Promise<EventEntry> {
  const { delivery } = await presentEventNow(domain, event);
  return {
    kind: 'event',
    at: presentTime(event.createdAt),
    id: event.id,
    type: event.type,
    delivery: {
      status: delivery.status,
      attempts: delivery.attempts,
      ...optional('deliveredAt', delivery.deliveredAt),
      ...optional('nextAt', delivery.nextAt),
      ...optional('lastAnswer', delivery.lastAnswer),
    },
  };
}
