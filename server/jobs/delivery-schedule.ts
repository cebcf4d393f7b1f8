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

/** So that a storefront that comes back is not met by everything at once. */
const JITTER = 0.1;

/**
 * When an event is sent again after its `attempts`-th try (1 or more) failed; `undefined` when that was the last one.
 * `random` answers 0 up to 1; the pause is lengthened by up to a tenth of it.
 */
export function nextDeliveryAt(deliveryAttempts: number, now: Instant, random: () => number): Instant | undefined {
  const pause = PAUSES[deliveryAttempts - 1];
  return pause === undefined ? undefined : now + Math.round(pause * (1 + JITTER * random()));
}
