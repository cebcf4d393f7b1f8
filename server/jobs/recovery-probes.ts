import type { Clock, Log, Store } from '../payments/ports/ports.ts';

/** How many waiting events are sent early after one acknowledgement. */
const AT_ONCE = 200;

/**
 * After an outage of the storefront, the schedule may make events wait for a day. When it acknowledges one again, the
 * waiting ones are each sent once beside their schedule (a probe), oldest first. A process does not know of outages
 * before its start, so its first acknowledgement counts as the end of one.
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
      // There may be more: the acknowledgement of one of these probes continues with them.
      wasDown = waiting === AT_ONCE;
      if (waiting > 0) log.info({ waiting }, 'storefront is reachable again: sending waiting events early');
    },
  };
}
