import type { InstanceStore } from '../payments/ports/ports.ts';
import type { Timers } from '../platform/timers.ts';

/** Wakes those who wait for a lease that another instance holds. */
export interface ReleaseSignals {
  /** Resolves when the lease of this key is announced as released, at the latest after so many milliseconds. */
  next(key: string, atMostMs: number): Promise<void>;
  /** Wakes everybody. */
  stop(): void;
}

export function releaseSignals(store: Pick<InstanceStore, 'onAnnouncement'>, timers: Timers): ReleaseSignals {
  const waiting = new Map<string, Set<() => void>>();
  const wakeAll = (): void => {
    for (const woken of [...waiting.values()]) for (const wake of [...woken]) wake();
  };
  const unsubscribe = store.onAnnouncement((announcement) => {
    if ('missed' in announcement) wakeAll();
    if ('released' in announcement) for (const wake of [...(waiting.get(announcement.released) ?? [])]) wake();
  });

  return {
    next: (key, atMostMs) =>
      new Promise((resolve) => {
        const woken = waiting.get(key) ?? new Set();
        waiting.set(key, woken);
        const wake = (): void => {
          cancel();
          woken.delete(wake);
          if (woken.size === 0 && waiting.get(key) === woken) waiting.delete(key);
          resolve();
        };
        const cancel = timers.after(atMostMs, wake);
        woken.add(wake);
      }),
    stop() {
      unsubscribe();
      wakeAll();
    },
  };
}
