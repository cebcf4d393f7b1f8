import { StorageUnavailable, type Clock } from '../payments/ports/ports.ts';
import type { Timers } from '../platform/timers.ts';

const PAUSE_MS = 500;

export interface Patience {
  readonly clock: Clock;
  readonly timers: Timers;
  /** For so long it is tried. */
  readonly forMs: number;
  /** Aborted: nobody waits any longer. */
  readonly signal: AbortSignal;
}

/** Repeats what the store could not do for now: a job whose end is not stored would wait until its lease ends. */
export async function settlePatiently(
  settle: () => Promise<void>,
  { clock, timers, forMs, signal }: Patience,
): Promise<void> {
  const giveUpAt = clock.now() + forMs;
  for (;;) {
    try {
      return await settle();
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || signal.aborted || clock.now() + PAUSE_MS >= giveUpAt) throw error;
    }
    await pause(timers, signal);
  }
}

const pause = (timers: Timers, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = timers.after(PAUSE_MS, end);
    signal.addEventListener('abort', end);
  });
