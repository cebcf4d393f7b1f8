import type { Domain } from './domain.ts';
import { DomainError } from './domain-error.ts';

/** For all of a cancellation, waiting for its turn included, so that an answer is there within 15 s. */
const TOTAL_MS = 13_000;
/** With less than this left nothing is begun. */
const LEAST_MS = 1_000;

export interface TimeBudget {
  /** How long a call may take now. */
  readonly within: (ms: number) => number;
  /** Throws `state_conflict` where whoever was first has taken all the time. */
  readonly assertTimeLeft: () => void;
}

/** Begins to count now. */
export function startTimeBudget(deps: Domain): TimeBudget {
  const end = deps.clock.now() + TOTAL_MS;
  const left = (): number => end - deps.clock.now();
  return {
    within: (ms) => Math.max(1, Math.min(ms, left())),
    assertTimeLeft() {
      if (left() < LEAST_MS)
        throw new DomainError(
          'state_conflict',
          'A payment of this checkout is just being made; cancel again in a moment.',
        );
    },
  };
}
