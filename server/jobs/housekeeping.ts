import type { Clock, Exclusive, Log, Store } from '../payments/ports/ports.ts';

export interface HousekeepingOptions {
  readonly store: Pick<
    Store,
    'isShared' | 'pruneIdempotencyRecords' | 'forgetPersonalData' | 'pruneLimits' | 'sealLedger'
  >;
  readonly exclusive: Pick<Exclusive, 'tryRun'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Idempotency records are kept so long. */
  readonly answersKeptMs: number;
  /** Schedules the inquiries that are missing. */
  readonly resumeInquiries: () => Promise<number>;
  /** Personal data is kept so long after its last use. */
  readonly retentionDays: number;
}

export interface Housekeeping {
  /** At once, and then again and again. */
  start(): void;
  stop(): void;
}

const DAY_MS = 24 * 3_600_000;
const SWEEP_EVERY_MS = 3_600_000;
const LIMITS_EVERY_MS = 60_000;
const SEAL_EVERY_MS = 60_000;

/** Schedules inquiries that are missing, deletes what is not needed any more, and seals the ledger. Of several instances one does it at a time. */
export function createHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { store, exclusive, clock, log, answersKeptMs, retentionDays } = options;
  let timers: readonly NodeJS.Timeout[] = [];

  const keep = async (work: () => Promise<void>): Promise<void> => {
    try {
      await exclusive.tryRun('housekeeping', work);
    } catch (error) {
      log.warn({ error }, 'housekeeping failed: it is tried again within the hour');
    }
  };

  const applyRetention = async (): Promise<void> => {
    await store.pruneIdempotencyRecords(clock.now() - answersKeptMs);
    const forgotten = await store.forgetPersonalData(clock.now() - retentionDays * DAY_MS);
    if (forgotten > 0) log.info({ forgotten, retentionDays }, 'expired personal data erased');
  };

  const sweep = async (): Promise<void> => {
    await options.resumeInquiries();
    await applyRetention();
  };

  const pruneLimits = async (): Promise<void> => {
    await store.pruneLimits(clock.now());
  };

  /** Beside the rest, which may take long. */
  const sealLedger = async (): Promise<void> => {
    try {
      await exclusive.tryRun('ledger', () => store.sealLedger(clock.now()));
    } catch (error) {
      log.warn({ error }, 'ledger not sealed: it is tried again in a minute');
    }
  };

  return {
    start() {
      void keep(sweep);
      void sealLedger();
      timers = [
        setInterval(() => void keep(sweep), SWEEP_EVERY_MS).unref(),
        setInterval(() => void sealLedger(), SEAL_EVERY_MS).unref(),
        // Where the store is not shared, limits are counted in memory.
        ...(store.isShared ? [setInterval(() => void keep(pruneLimits), LIMITS_EVERY_MS).unref()] : []),
      ];
    },
    stop() {
      timers.forEach(clearInterval);
    },
  };
}
