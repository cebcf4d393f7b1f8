import type { Instant } from '../payments/model/model.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const;

/** Spreads the deliveries, so that a storefront that has just recovered is not overloaded. */
const JITTER = 0.1;

/**
 * When an event is sent again after so many failed delivery attempts (1 or more); `undefined` when that was the last
 * one. The pause is lengthened by up to a tenth; `random` returns 0 up to 1.
 */
export function nextDeliveryAt(deliveryAttempts: number, now: Instant, random: () => number): Instant | undefined {
  const pause = PAUSES[deliveryAttempts - 1];
  return pause === undefined ? undefined : now + Math.round(pause * (1 + JITTER * random()));
}
