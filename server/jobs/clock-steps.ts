import type { Instant } from '../payments/model/model.ts';
import type { Log, Store } from '../payments/ports/ports.ts';

/** Smaller steps back are ignored: they delay nothing noticeably. */
const TOLERATED_MS = 1_000;
/** How often the time is recorded for the next start. */
const RECORD_EVERY_MS = 60_000;

type ClockStore = Pick<Store, 'isShared' | 'bringForward' | 'noteTime'>;

/**
 * Corrects for a clock that is set back: all that waits is brought forward by as much, so that nothing waits longer than
 * it should. A step forward needs no correction. Of several instances on one clock, the first that notices corrects. Returns the function to call with each reading of the clock.
 */
export function clockSteps(store: ClockStore, log: Log): (now: Instant) => Promise<void> {
  let latest: Instant | undefined;
  let recordedAt: Instant | undefined;

  return async (now) => {
    let recorded: Instant | undefined;
    if (recordedAt === undefined || Math.abs(now - recordedAt) >= RECORD_EVERY_MS) {
      // At a start: the clock may have been set back since the last process ran.
      recorded = await store.noteTime(now);
      latest ??= recorded;
      recordedAt = now;
    }
    const backMs = latest === undefined ? 0 : latest - now;
    if (backMs > TOLERATED_MS) {
      recorded ??= await store.noteTime(now);
      const isCorrected = store.isShared && recorded !== undefined && recorded - now <= TOLERATED_MS;
      if (!isCorrected) {
        log.warn({ backMs }, 'clock was set back: waiting jobs are brought forward');
        await store.bringForward(backMs, now);
      }
      latest = now;
    }
    latest = Math.max(latest ?? now, now);
  };
}
