import type { Instant } from '../payments/model/model.ts';
import type { Changes, Clock, Log, Store } from '../payments/ports/ports.ts';
import { systemTimers, type Timers } from '../platform/timers.ts';
import { rereadChanges } from './reread-changes.ts';

export interface ShareChangesOptions {
  readonly store: Pick<Store, 'isShared' | 'announce' | 'onAnnouncement' | 'positionsOf'>;
  /** Live updates within this process. */
  readonly changes: Changes;
  /** Tells the job runner of this process when a job is due; default: now. */
  readonly wake: (dueAt?: Instant) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly timers?: Timers | undefined;
}

/** Live updates and due jobs, made known to every instance of a shared store. */
export interface SharedChanges {
  readonly changes: Changes;
  /**
   * Tells the runner of this instance when a job is due, default now; and those of the others within a tenth of a second,
   * unless they look in time by themselves.
   */
  readonly wake: (dueAt?: Instant) => void;
  /** From now on also changes are found that nobody has announced. */
  start(): void;
  stop(): void;
}

/** Each announcement makes every instance look for due jobs, and each commit may cause one. */
const WAKE_PAUSE_MS = 100;
/** Every runner looks for due jobs at least so often. */
const SEEN_IN_TIME_MS = 1_000;

export function shareChanges({
  store,
  changes,
  wake,
  clock,
  log,
  timers = systemTimers,
}: ShareChangesOptions): SharedChanges {
  if (!store.isShared) return { changes, wake, start: () => undefined, stop: () => undefined };
  const reread = rereadChanges({ store, changes, log, timers });
  let isWakePlanned = false;

  const stopHearing = store.onAnnouncement((heard) => {
    if ('changed' in heard) changes.publish(heard.changed);
    if ('jobs' in heard) wake();
    if ('missed' in heard) {
      wake();
      void reread.reread();
    }
  });

  return {
    // Its own announcements reach this instance as well.
    changes: { ...changes, publish: (checkoutId) => store.announce([{ changed: checkoutId }]) },
    wake(dueAt) {
      wake(dueAt);
      if (isWakePlanned || (dueAt !== undefined && dueAt > clock.now() + SEEN_IN_TIME_MS)) return;
      isWakePlanned = true;
      timers.after(WAKE_PAUSE_MS, () => {
        isWakePlanned = false;
        store.announce([{ jobs: true }]);
      });
    },
    start: reread.start,
    stop() {
      stopHearing();
      reread.stop();
    },
  };
}
