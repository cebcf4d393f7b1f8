import type { Clock } from '../payments/ports/ports.ts';

/** The system's clock. All other code gets a {@link Clock} as an argument. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that shows `start` (epoch milliseconds) now and runs on from there. */
export function clockStartingAt(start: number): Clock {
  const offset = start - systemClock.now();
  return { now: () => systemClock.now() + offset };
}

/** Milliseconds since an arbitrary moment. It never steps, whatever happens to the system's clock. */
export type Monotonic = () => number;

export const systemMonotonic: Monotonic = () => performance.now();
