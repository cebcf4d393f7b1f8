import { StorageBusy } from './storage-errors.ts';

/** Waits without keeping the event loop from anything. A test hands in its own. */
export type Pause = (ms: number) => Promise<void>;

export const pauseByTimer: Pause = (ms) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Between tries while another program holds the database; two seconds in all, of which SQLite itself waits none. */
const PAUSES_MS = [5, 10, 20, 40, 80, ...Array.from({ length: 19 }, () => 97)];

/** Tries again while another program holds the database. Throws {@link StorageBusy} when it holds it for too long. */
export async function whileBusy<T>(work: () => T, pause: Pause = pauseByTimer): Promise<T> {
  for (const ms of PAUSES_MS) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StorageBusy)) throw error;
    }
    await pause(ms);
  }
  return work();
}
