import type { Domain } from './domain.ts';
import { DomainError } from './domain-error.ts';

/** For a whole cancellation, with waiting in the queue, so that the request is answered within 15 s. */
const TOTAL_MS = 13_000;
/** With less time left nothing is started. */
const MIN_MS = 1_000;

export interface TimeBudget {
  /** Shortens the time limit of a call to the time that is left. */
  readonly within: (ms: number) => number;
  /** @throws {DomainError} `state_conflict` where waiting for another operation has used up the time */
  readonly assertTimeLeft: () => void;
}

/** The time starts now. */
export function startTimeBudget(deps: Domain): TimeBudget {
  const end = deps.clock.now() + TOTAL_MS;
  const left = (): number => end - deps.clock.now();
  return {
    within: (ms) => Math.max(1, Math.min(ms, left())),
    assertTimeLeft() {
      if (left() < MIN_MS)
        throw new DomainError(
          'state_conflict',
          'A payment of this checkout is just being created; cancel again in a moment.',
        );
    },
  };
}
