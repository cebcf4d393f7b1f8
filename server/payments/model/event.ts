import type { EventType } from '../../../shared/event-type.ts';
import type { Instant } from './instant.ts';

/**
 * A webhook to the storefront. `body` is the JSON text that is signed and sent, the same bytes on every delivery
 * attempt.
 */
export interface StoredEvent {
  readonly id: string;
  readonly type: EventType;
  /**
   * The id of the checkout or payout that it is about. `sequence` counts the events of a stream; they are delivered in
   * order.
   */
  readonly stream: string;
  readonly sequence: number;
  readonly body: string;
  readonly createdAt: Instant;
  readonly deliveredAt?: Instant | undefined;
  /** Attempts so far. */
  readonly deliveryAttempts: number;
  /** Not to be sent again before. Without meaning while `deliveryAttempts` is 0. */
  readonly retryAt?: Instant | undefined;
  /** All scheduled attempts failed, or its type was off: only `redeliver` sends it. */
  readonly deliveryExhausted: boolean;
  /** The result of the last attempt. */
  readonly lastResponse?: EventResponse | undefined;
  /** Since when the storefront has permanently rejected it: later events of its stream may overtake it. */
  readonly refusedSince?: Instant | undefined;
  /** A redelivery was requested: it is sent even where its type is not selected for delivery. */
  readonly requested?: boolean | undefined;
  /** An attempt outside the schedule, once the storefront answers again after an outage. */
  readonly probeAt?: Instant | undefined;
  /** Its encrypted members could not be decrypted, and are missing. */
  readonly unreadable?: true | undefined;
}

/** The HTTP status that the storefront answered, or an error where there was none. */
export interface EventResponse {
  readonly at: Instant;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
}
