import type { Store } from '../payments/ports/ports.ts';

/** Each announcement makes every instance look for due jobs, and each commit may cause one. */
const PAUSE_MS = 100;

/** Wakes the runner of this instance at once, and those of the others within a tenth of a second. */
export function announcedWake(store: Pick<Store, 'announce'>, wake: () => void): () => void {
  let isPlanned = false;
  return () => {
    wake();
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      store.announce([{ jobs: true }]);
    }, PAUSE_MS).unref();
  };
}
