import type { JobLane, JobQueue } from '../payments/ports/ports.ts';

export interface Slots {
  /** How many more jobs of this queue may be started now. */
  room(queue: JobQueue): number;
  /** Takes a slot; the returned function frees it. */
  take(queue: JobQueue): () => void;
}

/**
 * `perLane` slots for each lane. Neither its queue of notified jobs nor its routine queue gets more than three quarters
 * of them, so that a flood in one leaves room for the other.
 */
export function createSlots(perLane: number): Slots {
  const share = Math.max(1, Math.floor((perLane * 3) / 4));
  const taken = new Map<JobLane, { notified: number; routine: number }>();

  return {
    room({ lane, notified }) {
      const inUse = taken.get(lane) ?? { notified: 0, routine: 0 };
      const own = notified ? inUse.notified : inUse.routine;
      return Math.min(share - own, perLane - inUse.notified - inUse.routine);
    },
    take({ lane, notified }) {
      const inUse = taken.get(lane) ?? { notified: 0, routine: 0 };
      taken.set(lane, inUse);
      const own = notified ? 'notified' : 'routine';
      inUse[own] += 1;
      return () => {
        inUse[own] -= 1;
        if (inUse.notified + inUse.routine === 0) taken.delete(lane);
      };
    },
  };
}
