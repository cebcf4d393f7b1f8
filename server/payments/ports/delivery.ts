import type { EventType } from '../../../shared/event-type.ts';
import type { Instant, StoredEvent } from '../model/model.ts';

/** Which events go out by themselves; absent: there is no address to send them to, so none does. */
export type DeliveredTypes = ReadonlySet<EventType> | undefined;

/** What the storefront can be told of an event's delivery. */
export interface DeliveryState {
  readonly status: 'delivered' | 'waiting' | 'refused' | 'held' | 'exhausted' | 'off';
  /** When it is tried next. */
  readonly nextAt?: Instant | undefined;
}

/** Answers by which a receiver says that it will never take this event: not what one says while it is deployed. */
const PERMANENT_REJECTIONS: ReadonlySet<number> = new Set([400, 410, 413, 415, 422]);
export const isPermanentRejection = (status: number | undefined): boolean =>
  status !== undefined && PERMANENT_REJECTIONS.has(status);

/** How long an event that is definitely refused keeps its place before the next one of its stream may pass it. */
export const OVERTAKEN_AFTER_MS = 30_000;

/** Whether the next event of its stream may go before it. */
export const mayBeOvertaken = ({ refusedSince }: StoredEvent, now: Instant): boolean =>
  refusedSince !== undefined && now >= refusedSince + OVERTAKEN_AFTER_MS;

/** It is sent by itself, or somebody asked for it. */
export const isSent = (event: StoredEvent, types: DeliveredTypes): boolean =>
  types !== undefined && (types.has(event.type) || event.requested === true);

/** When an event may be sent that has nothing before it. */
function dueAt({ deliveryAttempts, createdAt, retryAt, probeAt }: StoredEvent): Instant {
  return deliveryAttempts === 0 ? createdAt : Math.min(retryAt ?? createdAt, probeAt ?? Infinity);
}

/**
 * What to do for a stream: send an event now, or look again later, or neither.
 *
 * @param undelivered its events that are neither delivered nor exhausted, in their order
 */
export function nextDelivery(
  undelivered: readonly StoredEvent[],
  types: DeliveredTypes,
  now: Instant,
): { readonly send?: StoredEvent; readonly checkAt?: Instant } {
  let checkAt = Infinity;
  for (const event of undelivered.filter((each) => isSent(each, types))) {
    // One that was never tried goes at once, whatever a clock says of when it was made.
    if (event.deliveryAttempts === 0 || dueAt(event) <= now) return { send: event };
    checkAt = Math.min(checkAt, dueAt(event));
    if (mayBeOvertaken(event, now)) continue;
    if (event.refusedSince !== undefined) checkAt = Math.min(checkAt, event.refusedSince + OVERTAKEN_AFTER_MS);
    break;
  }
  return checkAt === Infinity ? {} : { checkAt };
}

/** @param undelivered the events of its stream that are neither delivered nor exhausted, in their order */
export function deliveryState(
  event: StoredEvent,
  undelivered: readonly StoredEvent[],
  types: DeliveredTypes,
  now: Instant,
): DeliveryState {
  if (event.deliveredAt !== undefined) return { status: 'delivered' };
  if (!isSent(event, types)) return { status: 'off' };
  // What was off when it came stays off, whatever is chosen later.
  if (event.deliveryExhausted) return { status: event.deliveryAttempts === 0 ? 'off' : 'exhausted' };
  const isHeld = undelivered.some(
    (other) => other.sequence < event.sequence && isSent(other, types) && !mayBeOvertaken(other, now),
  );
  if (isHeld) return { status: 'held' };
  return { status: isPermanentRejection(event.lastAnswer?.status) ? 'refused' : 'waiting', nextAt: dueAt(event) };
}
