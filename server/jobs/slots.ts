import type { JobLane, JobQueue } from '../payments/ports/ports.ts';

export interface Slots {
  /** How many more jobs of this queue may be started now. */
  room(queue: JobQueue): number;
  /** Takes one; the function it returns gives it back. */
  take(queue: JobQueue): () => void;
}

/**
 * So many slots for each lane, of which neither its queue of notifications nor its routine gets more than three
 * quarters: a flood of one leaves room for the other.
 */
export function createSlots(perLane: number): Slots {
  const share = Math.max(1, Math.floor((perLane * 3) / 4));
  const taken = new Map<JobLane, { notified: number; routine: number }>();

  return {
    room({ lane, notified }) {
      const of = taken.get(lane) ?? { notified: 0, routine: 0 };
      const own = notified ? of.notified : of.routine;
      return Math.min(share - own, perLane - of.notified - of.routine);
    },
    take({ lane, notified }) {
      const of = taken.get(lane) ?? { notified: 0, routine: 0 };
      taken.set(lane, of);
      const own = notified ? 'notified' : 'routine';
      of[own] += 1;
      return () => {
        of[own] -= 1;
        if (of.notified + of.routine === 0) taken.delete(lane);
      };
    },
  };
}
