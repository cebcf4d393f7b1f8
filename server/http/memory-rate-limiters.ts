import type { RateLimiters } from './rate-limiters.ts';

interface Window {
  used: number;
  /** Whole milliseconds of the monotonic clock: a wall clock that is set back would make windows longer. */
  readonly endsAt: number;
}

/**
 * Counts within this process: right where it is the only one on its store.
 *
 * All windows of a limiter are equally long, so they end in the order of the map, which is that in which they began: what
 * is over leaves at its front. A timer for each key, as libraries have it, took four times the memory of its count, and a
 * rush leaves a key for each of its customers.
 */
export const memoryRateLimiters: RateLimiters = (_name, { points, windowMs }) => {
  const windows = new Map<string, Window>();

  function dropEnded(now: number): void {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now) return;
      windows.delete(key);
    }
  }

  return {
    async take(key) {
      const now = Math.floor(performance.now());
      dropEnded(now);
      const window = windows.get(key);
      if (window === undefined) windows.set(key, { used: 1, endsAt: now + windowMs });
      else if (window.used >= points) return window.endsAt - now;
      else window.used += 1;
      return undefined;
    },
    async giveBack(key) {
      const window = windows.get(key);
      if (window !== undefined && window.used > 0) window.used -= 1;
    },
  };
};
