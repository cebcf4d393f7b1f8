import type { Changes, Log, Store } from '../payments/ports/ports.ts';
import { systemTimers, type Timers } from '../platform/timers.ts';
import { rereadChanges } from './reread-changes.ts';

export interface ShareChangesOptions {
  readonly store: Pick<Store, 'isShared' | 'announce' | 'onAnnouncement' | 'positionsOf'>;
  /** Live updates within this process. */
  readonly changes: Changes;
  /** Wakes the job runner of this process. */
  readonly wake: () => void;
  readonly log: Log;
  readonly timers?: Timers | undefined;
}

/** Live updates and due jobs, made known to every instance of a shared store. */
export interface SharedChanges {
  readonly changes: Changes;
  /** Wakes the runner of this instance at once, and those of the others within a tenth of a second. */
  readonly wake: () => void;
  /** From now on also changes are found that nobody has announced. */
  start(): void;
  stop(): void;
}

/** Each announcement makes every instance look for due jobs, and each commit may cause one. */
const WAKE_PAUSE_MS = 100;

export function shareChanges({ store, changes, wake, log, timers = systemTimers }: ShareChangesOptions): SharedChanges {
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
    wake() {
      wake();
      if (isWakePlanned) return;
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
