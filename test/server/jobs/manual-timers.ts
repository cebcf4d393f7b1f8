import type { Timers } from '../../../server/platform/timers.ts';
import type { Clock } from '../../../server/payments/ports/ports.ts';

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

/** Timers on a clock that only a test moves. */
export function manualTimers(clock: Clock & { set(now: number): void }): Timers & {
  /** In how many milliseconds timers are due, the next one first. */
  waits(): readonly number[];
  /** Moves the clock and calls the timers that are due. */
  advance(ms: number): void;
} {
  const timers = new Set<Timer>();
  return {
    after(ms, work) {
      const timer = { at: clock.now() + ms, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    waits: () => [...timers].map(({ at }) => at - clock.now()).sort((a, b) => a - b),
    advance(ms) {
      clock.set(clock.now() + ms);
      for (const timer of [...timers]) {
        if (timer.at <= clock.now() && timers.delete(timer)) timer.work();
      }
    },
  };
}
