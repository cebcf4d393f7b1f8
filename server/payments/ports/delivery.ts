import type { EventType } from '../../../shared/event-type.ts';
import type { Instant, StoredEvent } from '../model/model.ts';

/** The types of events that are delivered; absent: no webhook URL is configured, so none is. */
export type DeliveredTypes = ReadonlySet<EventType> | undefined;

/** The delivery state of an event, as the API shows it. */
export interface DeliveryState {
  readonly status: 'delivered' | 'waiting' | 'refused' | 'held' | 'exhausted' | 'off';
  /** When the next attempt is due. */
  readonly nextAt?: Instant | undefined;
}

/**
 * Statuses with which a receiver permanently rejects an event; none that a receiver answers while it is being deployed.
 */
const PERMANENT_REJECTIONS: ReadonlySet<number> = new Set([400, 410, 413, 415, 422]);
export const isPermanentRejection = (status: number | undefined): boolean =>
  status !== undefined && PERMANENT_REJECTIONS.has(status);

/** After this time the next event of its stream may overtake an event that is permanently rejected. */
export const OVERTAKEN_AFTER_MS = 30_000;

/** Whether the next event of its stream may be sent before it. */
export const mayBeOvertaken = ({ refusedSince }: StoredEvent, now: Instant): boolean =>
  refusedSince !== undefined && now >= refusedSince + OVERTAKEN_AFTER_MS;

/** Its type is delivered, or a redelivery was requested. */
export const isSent = (event: StoredEvent, types: DeliveredTypes): boolean =>
  types !== undefined && (types.has(event.type) || event.requested === true);

/** When an event is due, if no earlier one of its stream holds it. */
function dueAt({ deliveryAttempts, createdAt, retryAt, probeAt }: StoredEvent): Instant {
  return deliveryAttempts === 0 ? (retryAt ?? createdAt) : Math.min(retryAt ?? createdAt, probeAt ?? Infinity);
}

/**
 * What to do for a stream: send an event now, check again at `checkAt`, or neither.
 *
 * @param undelivered its events that are neither delivered nor exhausted, in order
 */
export function nextDelivery(
  undelivered: readonly StoredEvent[],
  types: DeliveredTypes,
  now: Instant,
): { readonly send?: StoredEvent; readonly checkAt?: Instant } {
  let checkAt = Infinity;
  for (const event of undelivered.filter((each) => isSent(each, types))) {
    // A first attempt is made at once, even if the clock was set back since the event was created.
    if (event.deliveryAttempts === 0 || dueAt(event) <= now) return { send: event };
    checkAt = Math.min(checkAt, dueAt(event));
    if (mayBeOvertaken(event, now)) continue;
    if (event.refusedSince !== undefined) checkAt = Math.min(checkAt, event.refusedSince + OVERTAKEN_AFTER_MS);
    break;
  }
  return checkAt === Infinity ? {} : { checkAt };
}

/** @param undelivered the events of its stream that are neither delivered nor exhausted, in order */
export function deliveryState(
  event: StoredEvent,
  undelivered: readonly StoredEvent[],
  types: DeliveredTypes,
  now: Instant,
): DeliveryState {
  if (event.deliveredAt !== undefined) return { status: 'delivered' };
  if (!isSent(event, types)) return { status: 'off' };
  // An event whose type was off when it was created stays off.
  if (event.deliveryExhausted) return { status: event.deliveryAttempts === 0 ? 'off' : 'exhausted' };
  const isHeld = undelivered.some(
    (other) => other.sequence < event.sequence && isSent(other, types) && !mayBeOvertaken(other, now),
  );
  if (isHeld) return { status: 'held' };
  return { status: isPermanentRejection(event.lastResponse?.status) ? 'refused' : 'waiting', nextAt: dueAt(event) };
}
