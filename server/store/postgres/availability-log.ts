import { StorageUnavailable, type Log } from '../../payments/ports/ports.ts';

export interface AvailabilityLog {
  /** Reports how the work ended. Returns it, or throws its error. */
  observe<T>(work: Promise<T>): Promise<T>;
}

/** A fault that lasts is logged again after this time. */
const REPEAT_MS = 10_000;
/** So long without a fault, and the database is available again: while it fails now and then, most work succeeds. */
const QUIET_MS = 5_000;

/** Logs that the database cannot be used, once for each reason and a while, and that it can be used again. */
export function createAvailabilityLog(log: Log, nowMs: () => number = () => performance.now()): AvailabilityLog {
  const loggedAt = new Map<string, number>();
  let lastFaultAt = 0;
  return {
    async observe(work) {
      try {
        const value = await work;
        if (loggedAt.size > 0 && nowMs() - lastFaultAt >= QUIET_MS) {
          loggedAt.clear();
          log.info({}, 'the database is available again');
        }
        return value;
      } catch (error) {
        if (error instanceof StorageUnavailable) report(error);
        throw error;
      }
    },
  };

  function report(error: StorageUnavailable): void {
    lastFaultAt = nowMs();
    const before = loggedAt.get(error.message);
    if (before !== undefined && lastFaultAt - before < REPEAT_MS) return;
    loggedAt.set(error.message, lastFaultAt);
    log.error({ error }, `the database is not available: ${error.message}`);
  }
}
