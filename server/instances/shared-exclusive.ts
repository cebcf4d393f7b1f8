import {
  LeaseLost,
  StorageUnavailable,
  type Exclusive,
  type InstanceStore,
  type Lease,
  type Log,
} from '../payments/ports/ports.ts';
import { createKeyedMutex } from '../platform/keyed-mutex.ts';
import type { Timers } from '../platform/timers.ts';
import type { Membership, Tenure } from './membership.ts';
import { releaseSignals } from './release-signals.ts';

export interface SharedExclusiveOptions {
  readonly store: Pick<InstanceStore, 'takeLease' | 'releaseLease' | 'onAnnouncement'>;
  readonly membership: Pick<Membership, 'current'>;
  readonly log: Log;
  readonly timers: Timers;
  /** A new one at each call. */
  readonly newTurn: () => string;
}

/** What is exclusive among all instances. */
export interface SharedExclusive extends Exclusive {
  /** Work that waits for a lease of another instance fails. Resolves once what was held is released. */
  stop(): Promise<void>;
}

interface Turn {
  readonly key: string;
  readonly turn: string;
  readonly tenure: Tenure;
}

/** The pauses between looks at a lease that another instance holds. Usually its announcement ends them. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;
const RELEASE_AGAIN_MS = 1_000;

/**
 * First in this process, in the order of the calls, then by a lease. The lease of an instance that has lapsed is taken
 * over; the work of that instance sends nothing more.
 */
export function sharedExclusive(options: SharedExclusiveOptions): SharedExclusive {
  const { store, membership, log, timers, newTurn } = options;
  const mutex = createKeyedMutex();
  const releases = releaseSignals(store, timers);
  const releasing = new Set<Promise<void>>();
  let stopped = false;

  async function tryTake(key: string): Promise<Turn | undefined> {
    if (stopped) throw new StorageUnavailable('this instance stops');
    const tenure = membership.current();
    const turn = { key, turn: newTurn(), tenure };
    try {
      return (await store.takeLease(key, tenure.id, turn.turn)) ? turn : undefined;
    } catch (error) {
      // It may have been taken all the same.
      release(turn);
      throw error;
    }
  }

  async function take(key: string): Promise<Turn> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const taken = await tryTake(key);
      if (taken !== undefined) return taken;
      await releases.next(key, pauseMs);
    }
  }

  /** Nobody waits for it, unless this instance stops. */
  function release(turn: Turn, isRepeated = false): void {
    const released = releaseNow(turn, isRepeated).finally(() => releasing.delete(released));
    releasing.add(released);
  }

  async function releaseNow(turn: Turn, isRepeated: boolean): Promise<void> {
    try {
      await store.releaseLease(turn.key, turn.turn);
    } catch (error) {
      if (!isRepeated) log.warn({ key: turn.key, error }, 'lease not released: it is tried again');
      // With its tenure the lease ends by itself.
      if (!stopped && !turn.tenure.isOver()) timers.after(RELEASE_AGAIN_MS, () => release(turn, true));
    }
  }

  async function runWith<T>(turn: Turn, work: (lease: Lease) => Promise<T>): Promise<T> {
    try {
      return await work(leaseOf(turn));
    } finally {
      release(turn);
    }
  }

  return {
    run: (key, work) => mutex.run(key, async () => runWith(await take(key), work)),
    async tryRun(key, work) {
      if (mutex.isHeld(key)) return false;
      return mutex.run(key, async () => {
        const turn = await tryTake(key);
        if (turn === undefined) return false;
        await runWith(turn, work);
        return true;
      });
    },
    async stop() {
      stopped = true;
      releases.stop();
      await Promise.all(releasing);
    },
  };
}

const leaseOf = ({ key, tenure }: Turn): Lease => ({
  assertHeld() {
    if (tenure.isOver()) throw new LeaseLost(`the lease of ${key} was lost: nothing more is sent`);
  },
});
