import type { Instant } from '../payments/model/model.ts';
import type { Log, Store } from '../payments/ports/ports.ts';

/** A smaller step delays nothing that anybody would notice. */
const TOLERATED_MS = 1_000;
/** How often the time that was seen is noted for the next start. */
const NOTE_EVERY_MS = 60_000;

/**
 * Watches the clock. A step forward is believed: what is due by it is due. After a step back, whatever waits is brought
 * forward by as much, so that nothing waits longer than it was to. Answers what is to be told of each look at the clock.
 */
export function clockSteps(store: Pick<Store, 'bringForward' | 'noteTime'>, log: Log): (now: Instant) => Promise<void> {
  let latest: Instant | undefined;
  let notedAt: Instant | undefined;

  return async (now) => {
    if (notedAt === undefined || Math.abs(now - notedAt) >= NOTE_EVERY_MS) {
      // At a start, the clock may have been set back since the last run.
      const before = await store.noteTime(now);
      latest ??= before;
      notedAt = now;
    }
    const backMs = latest === undefined ? 0 : latest - now;
    if (backMs > TOLERATED_MS) {
      log.warn({ backMs }, 'the clock was set back: waiting jobs are brought forward');
      await store.bringForward(backMs, now);
      latest = now;
    }
    latest = Math.max(latest ?? now, now);
  };
}
