import { StorageUnavailable, type InstanceStore, type Log } from '../payments/ports/ports.ts';
import type { Monotonic } from '../platform/clock.ts';
import { createOutageLog } from '../platform/outage-log.ts';
import type { Timers } from '../platform/timers.ts';

/** A time for which this process is an instance, under one id. It ends when the row could not be renewed in time. */
export interface Tenure {
  readonly id: string;
  /** By this process's own monotonic clock; true before the database's clock lets others take over. */
  isOver(): boolean;
}

/** This process as one of the instances on its store. */
export interface Membership {
  /**
   * Adds this process, and keeps it alive until it is stopped.
   *
   * @throws {StorageUnavailable}
   */
  start(): Promise<void>;
  /** @throws {StorageUnavailable} while this process is not an instance: the store could not be reached for too long */
  current(): Tenure;
  /** Removes it, with everything that it still holds. */
  stop(): Promise<void>;
}

export interface MembershipOptions {
  readonly store: Pick<InstanceStore, 'addInstance' | 'renewInstance' | 'removeInstance' | 'removeLapsedInstances'>;
  readonly log: Log;
  readonly timers: Timers;
  readonly monotonic: Monotonic;
  /** A new id at each call, unlike that of any instance there ever was. */
  readonly newId: () => string;
  /** Other instances have lapsed: what they were doing is to be recovered. */
  readonly onLapsed: () => Promise<void>;
  /** This process had lapsed, and goes on under a new id. */
  readonly onRejoined: () => void;
}

const RENEW_EVERY_MS = 2_000;
const RETRY_AFTER_MS = 500;
/** By the database's clock. */
const LAPSES_AFTER_MS = 6_000;
/** By its own clock an instance ends a second earlier, so that it has stopped sending when another one takes over. */
const OVER_AFTER_MS = 5_000;

/** Keeps this process known to the other instances, and removes instances that have lapsed. */
export function createMembership(options: MembershipOptions): Membership {
  const { store, log, timers, monotonic, newId, onLapsed, onRejoined } = options;
  let tenure: (Tenure & { end: number }) | undefined;
  let cancelTimer = (): void => undefined;
  let beating: Promise<void> = Promise.resolve();
  let reaping: Promise<void> | undefined;
  let stopped = false;
  const renewals = createOutageLog({
    log,
    monotonic,
    began: 'this instance could not be renewed: it is tried again',
    ended: 'this instance is renewed again',
  });
  const removals = createOutageLog({
    log,
    monotonic,
    began: 'instances that have lapsed could not be removed: it is tried again',
    ended: 'instances that have lapsed are removed again',
  });

  async function begin(): Promise<void> {
    const id = newId();
    const sentAt = monotonic();
    // Also where its row has gone before its time: others may have what it held, so it sends nothing more.
    if (tenure !== undefined) tenure.end = -Infinity;
    await store.addInstance(id, LAPSES_AFTER_MS);
    const begun = { id, end: sentAt + OVER_AFTER_MS, isOver: () => stopped || monotonic() >= begun.end };
    const before = tenure;
    tenure = begun;
    if (before === undefined) return;
    log.warn({ instance: before.id, next: id }, 'this instance had lapsed: it goes on under a new id');
    onRejoined();
  }

  async function renew(): Promise<void> {
    const current = tenure;
    const sentAt = monotonic();
    // Renewed too late, it may have lapsed in between: others may have taken over what it held.
    const isRenewed =
      current !== undefined &&
      !current.isOver() &&
      (await store.renewInstance(current.id, LAPSES_AFTER_MS)) &&
      !current.isOver();
    if (isRenewed) current.end = sentAt + OVER_AFTER_MS;
    else await begin();
  }

  async function beat(): Promise<void> {
    let pauseMs = RENEW_EVERY_MS;
    try {
      await renew();
      renewals.worked({ instance: tenure?.id });
      reap();
    } catch (error) {
      pauseMs = RETRY_AFTER_MS;
      renewals.failed({ instance: tenure?.id, error });
    }
    plan(pauseMs);
  }

  /** Renewals do not wait for it: while the store is busy it may take longer than an instance lives. */
  function reap(): void {
    reaping ??= removeLapsed().finally(() => (reaping = undefined));
  }

  async function removeLapsed(): Promise<void> {
    try {
      const lapsed = await store.removeLapsedInstances();
      removals.worked();
      if (lapsed > 0) void recover();
    } catch (error) {
      removals.failed({ error });
    }
  }

  async function recover(): Promise<void> {
    try {
      await onLapsed();
    } catch (error) {
      log.error({ error }, 'work of an instance that lapsed could not be recovered: its jobs will do so');
    }
  }

  function plan(ms: number): void {
    if (stopped) return;
    cancelTimer = timers.after(ms, () => {
      beating = beat();
    });
  }

  return {
    async start() {
      await begin();
      plan(RENEW_EVERY_MS);
    },
    current() {
      if (tenure === undefined || tenure.isOver())
        throw new StorageUnavailable('this instance could not be renewed in time');
      return tenure;
    },
    async stop() {
      if (stopped) return;
      const last = tenure;
      stopped = true;
      cancelTimer();
      await beating;
      await reaping;
      try {
        if (last !== undefined) await store.removeInstance(tenure?.id ?? last.id);
      } catch (error) {
        log.warn({ instance: last?.id, error }, 'this instance could not be removed: it lapses by itself');
      }
    },
  };
}
