import { systemTimers, type Timers } from '../platform/timers.ts';
import { RequestPostponed, type Clock, type Log, type Store } from '../payments/ports/ports.ts';

/** Counts requests against the budgets of providers, over all instances, and remembers who refuses more. */
export interface RequestBudgets {
  /** Counts a request that is sent whatever the budget allows: within a second, together with others. */
  count(budget: string): void;
  /**
   * Counts a request that may wait.
   *
   * @param upTo how many requests of the last minute leave room for it; absent: any number
   * @throws {RequestPostponed} where there is no room, or the provider has just refused more requests
   */
  admit(budget: string, upTo: number | undefined): Promise<void>;
  /** The provider refused a request because there were too many, and named the time to wait where `waitMs` is given. */
  markRefused(budget: string, waitMs: number | undefined): void;
  /** The provider took a request. */
  markTaken(budget: string): void;
  /** At the end: stores what was counted so far. */
  settled(): Promise<void>;
}

/** So many requests as are sent within this time are counted with one write. */
const COUNTED_WITHIN_MS = 1_000;
/** After a refusal without a time, requests that may wait pause for so long; the pause doubles with each refusal. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

export function createRequestBudgets({
  store,
  clock,
  log,
  timers = systemTimers,
}: {
  readonly store: Pick<Store, 'countRequests'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly timers?: Timers | undefined;
}): RequestBudgets {
  const uncounted = new Map<string, number>();
  const writing = new Map<string, Promise<void>>();
  /** By budget: what cancels the write that is planned. */
  const planned = new Map<string, () => void>();
  let isClosed = false;
  const refusals = new Map<string, { readonly at: number; readonly pauseMs: number }>();

  /** A refusal in the future was received before the clock was set back: it does not count. */
  function pauseEnd(budget: string): number {
    const refusal = refusals.get(budget);
    return refusal === undefined || refusal.at > clock.now() ? 0 : refusal.at + refusal.pauseMs;
  }

  async function write(budget: string, upTo?: number): Promise<number | undefined> {
    const sent = uncounted.get(budget) ?? 0;
    uncounted.delete(budget);
    try {
      return await store.countRequests({ budget, sent, upTo }, clock.now());
    } catch (error) {
      uncounted.set(budget, (uncounted.get(budget) ?? 0) + sent);
      if (sent > 0 && !isClosed) writeSoon(budget);
      throw error;
    }
  }

  /** One write at a time: what is counted meanwhile is planned anew. */
  function writeSoon(budget: string): void {
    if (planned.has(budget) || writing.has(budget)) return;
    planned.set(
      budget,
      timers.after(COUNTED_WITHIN_MS, () => writeNow(budget)),
    );
  }

  function writeNow(budget: string): void {
    planned.get(budget)?.();
    planned.delete(budget);
    const written = write(budget)
      .then(
        () => undefined,
        (error: unknown) => log.warn({ budget, error }, 'provider requests not counted yet: it is tried again'),
      )
      .finally(() => {
        writing.delete(budget);
        if ((uncounted.get(budget) ?? 0) > 0 && !isClosed) writeSoon(budget);
      });
    writing.set(budget, written);
  }

  return {
    count(budget) {
      uncounted.set(budget, (uncounted.get(budget) ?? 0) + 1);
      writeSoon(budget);
    },
    async admit(budget, upTo) {
      const until = pauseEnd(budget);
      if (until > clock.now()) throw new RequestPostponed(until);
      const retryAt = upTo === undefined ? undefined : await write(budget, upTo);
      if (retryAt !== undefined) throw new RequestPostponed(retryAt);
    },
    markRefused(budget, waitMs) {
      const doubled = 2 * (refusals.get(budget)?.pauseMs ?? FIRST_PAUSE_MS / 2);
      const pauseMs = Math.min(Math.max(waitMs ?? doubled, 1_000), LONGEST_PAUSE_MS);
      refusals.set(budget, { at: clock.now(), pauseMs });
    },
    markTaken(budget) {
      if (pauseEnd(budget) <= clock.now()) refusals.delete(budget);
    },
    async settled() {
      isClosed = true;
      for (const cancel of planned.values()) cancel();
      planned.clear();
      await Promise.all(writing.values());
      // What was counted during those writes as well.
      for (const [budget, sent] of uncounted) if (sent > 0) writeNow(budget);
      await Promise.all(writing.values());
    },
  };
}
