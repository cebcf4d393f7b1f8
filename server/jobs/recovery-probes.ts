import type { Clock, Log, Store } from '../payments/ports/ports.ts';

/** How many waiting events are tried early after one acknowledgement. */
const AT_ONCE = 200;

/**
 * After an outage of the storefront, events may wait for a day by their schedule. When it acknowledges one again, those
 * that wait are tried once beside their schedule, the oldest first. A process that starts does not know of an outage
 * before it, so its first acknowledgement counts as one.
 */
export function recoveryProbes(
  store: Pick<Store, 'probeWaiting'>,
  clock: Clock,
  log: Log,
): { acknowledged(): Promise<void>; failed(): void } {
  let wasDown = true;
  return {
    failed() {
      wasDown = true;
    },
    async acknowledged() {
      if (!wasDown) return;
      wasDown = false;
      const waiting = await store.probeWaiting(clock.now(), AT_ONCE);
      // The acknowledgement of one of them goes on with the rest.
      wasDown = waiting === AT_ONCE;
      if (waiting > 0) log.info({ waiting }, 'the storefront answers again: waiting events are tried early');
    },
  };
}
