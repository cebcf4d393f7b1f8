import type { EventView } from '../../../shared/api/event-view.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { StoredEvent } from '../../payments/model/model.ts';
import { deliveryState } from '../../payments/ports/ports.ts';
import { presentEvent } from '../present/present-event.ts';

/** An event with the state of its delivery, which can depend on earlier events. */
export async function presentEventNow(domain: Domain, event: StoredEvent): Promise<EventView> {
  const isOpen = event.deliveredAt === undefined && !event.deliveryExhausted;
  const undelivered = isOpen ? await domain.store.undeliveredOf(event.stream) : [];
  return presentEvent(event, deliveryState(event, undelivered, domain.deliveredTypes, domain.clock.now()));
}
