import { StorageBusy } from './storage-errors.ts';

/** Waits without blocking the event loop. Tests pass their own. */
export type Pause = (ms: number) => Promise<void>;

export const pauseByTimer: Pause = (ms) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Pauses between tries while another program holds the database: two seconds in all. SQLite itself does not wait. */
const PAUSES_MS = [5, 10, 20, 40, 80, ...Array.from({ length: 19 }, () => 97)];

/**
 * Repeats the work while another program holds the database.
 *
 * @throws {StorageBusy} when it is still held after the last pause
 */
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
