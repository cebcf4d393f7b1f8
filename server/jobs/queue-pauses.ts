import type { Instant } from '../payments/model/model.ts';
import type { Clock, JobQueue } from '../payments/ports/ports.ts';

/** The queues that wait until their provider takes requests again. Their jobs stay due, and keep their order. */
export interface QueuePauses {
  pause(queue: JobQueue, until: Instant): void;
  /** When the queue goes on; a time that is over where it is not paused. */
  endOf(queue: JobQueue): Instant;
  /** Whether any queue is paused now. */
  any(): boolean;
}

export function createQueuePauses(clock: Clock): QueuePauses {
  const pauses = new Map<string, { readonly since: Instant; readonly until: Instant }>();
  const keyOf = ({ lane, notified }: JobQueue): string => `${lane} ${notified ? 'notified' : 'routine'}`;

  function endOf(key: string): Instant {
    const pause = pauses.get(key);
    if (pause === undefined) return 0;
    // One that begins in the future was set before the clock was set back: it is over.
    if (pause.until > clock.now() && pause.since <= clock.now()) return pause.until;
    pauses.delete(key);
    return 0;
  }

  return {
    pause: (queue, until) => void pauses.set(keyOf(queue), { since: clock.now(), until }),
    endOf: (queue) => endOf(keyOf(queue)),
    any: () => [...pauses.keys()].some((key) => endOf(key) > 0),
  };
}
