import type { Clock, InstanceStore, Log } from '../payments/ports/ports.ts';
import type { Monotonic } from '../platform/clock.ts';
import type { Timers } from '../platform/timers.ts';

/** The time that all instances share. */
export interface DatabaseClock extends Clock {
  /** Measures it no more. */
  stop(): void;
}

export interface DatabaseClockOptions {
  readonly store: Pick<InstanceStore, 'readTime'>;
  readonly monotonic: Monotonic;
  readonly timers: Timers;
  readonly log: Log;
}

const MEASURE_EVERY_MS = 60_000;
/** Of several measurements the one with the shortest round trip is the most exact. */
const MEASUREMENTS = 3;

/**
 * The database's clock, read once a minute; in between this process's monotonic clock runs on from there. So neither a
 * machine's clock that is wrong nor one that is set changes anything.
 *
 * @throws {StorageUnavailable}
 */
export async function databaseClock({ store, monotonic, timers, log }: DatabaseClockOptions): Promise<DatabaseClock> {
  let cancelTimer = (): void => undefined;
  let stopped = false;

  async function measure(): Promise<number> {
    let best = { roundTripMs: Infinity, offset: 0 };
    for (let count = 0; count < MEASUREMENTS; count += 1) {
      const sentAt = monotonic();
      const time = await store.readTime();
      const answeredAt = monotonic();
      const roundTripMs = answeredAt - sentAt;
      if (roundTripMs < best.roundTripMs) best = { roundTripMs, offset: time - (sentAt + answeredAt) / 2 };
    }
    return best.offset;
  }

  let offset = await measure();

  function plan(): void {
    if (!stopped) cancelTimer = timers.after(MEASURE_EVERY_MS, () => void measureAgain());
  }

  async function measureAgain(): Promise<void> {
    try {
      offset = await measure();
    } catch (error) {
      log.warn({ error }, 'the time of the database could not be read: the last measurement is kept');
    }
    plan();
  }

  plan();
  return {
    now: () => Math.floor(monotonic() + offset),
    stop() {
      stopped = true;
      cancelTimer();
    },
  };
}
