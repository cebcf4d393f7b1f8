import type { Clock } from '../../server/payments/ports/ports.ts';

/** A clock that only the test moves. It starts on a Wednesday at noon in Jakarta. */
export interface VirtualClock extends Clock {
  set(instant: number): void;
  /** The system clock is set back by so many milliseconds. */
  stepBack(ms: number): void;
}

export function virtualClock(start = Date.UTC(2026, 3, 1, 5, 0, 0)): VirtualClock {
  let now = start;
  return {
    now: () => now,
    set(instant) {
      if (instant < now) throw new Error('this clock does not go backwards');
      now = instant;
    },
    stepBack(ms) {
      now -= ms;
    },
  };
}
