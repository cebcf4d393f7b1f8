import type { Clock } from '../payments/ports/ports.ts';

/** The machine's clock. Everything else that needs the time is handed a {@link Clock}. */
export const systemClock: Clock = { now: () => Date.now() };

/** Shows `start` (epoch ms) now and runs on from there. */
export function clockStartingAt(start: number): Clock {
  const offset = start - systemClock.now();
  return { now: () => systemClock.now() + offset };
}
