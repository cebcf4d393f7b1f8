import { randomUUID } from 'node:crypto';
import type { Clock, Exclusive, Log, Store } from '../payments/ports/ports.ts';
import { systemMonotonic, type Monotonic } from '../platform/clock.ts';
import { systemTimers, type Timers } from '../platform/timers.ts';
import { databaseClock } from './database-clock.ts';
import { localExclusive } from './local-exclusive.ts';
import { createMembership } from './membership.ts';
import { sharedExclusive } from './shared-exclusive.ts';

/** What a server has from the instances of its store, among which it is one now. */
export interface JoinedInstances {
  readonly exclusive: Exclusive;
  /** The time that all instances share. */
  readonly clock: Clock;
  /** Who this server is in the store now; `undefined` where it is the only one. */
  instanceId(): string | undefined;
  /** Leaves them. Call it once nothing uses the store any more. */
  stop(): Promise<void>;
}

export interface JoinOptions {
  readonly store: Store;
  /** The clock where the store is this server's alone. */
  readonly clock: Clock;
  readonly log: Log;
  /** Another instance has lapsed: what it was doing is to be recovered. */
  readonly onLapsed: () => Promise<void>;
  /** This server had lapsed, and is an instance again: what it holds under its former id does not count. */
  readonly onRejoined: () => void;
  readonly timers?: Timers | undefined;
  readonly monotonic?: Monotonic | undefined;
  /** A text that no instance and no lease has had before. */
  readonly unique?: (() => string) | undefined;
}

/**
 * Makes this server one of the instances of its store. A store that is not shared has no other: nothing is written then.
 *
 * @throws {StorageUnavailable}
 */
export async function joinInstances(options: JoinOptions): Promise<JoinedInstances> {
  const { store, log, onLapsed, onRejoined } = options;
  if (!store.isShared)
    return {
      exclusive: localExclusive(),
      clock: options.clock,
      instanceId: () => undefined,
      stop: () => Promise.resolve(),
    };
  const { timers = systemTimers, monotonic = systemMonotonic, unique = randomUUID } = options;
  const clock = await databaseClock({ store, monotonic, timers, log });
  const membership = createMembership({ store, log, timers, monotonic, newId: unique, onLapsed, onRejoined });
  await membership.start();
  const exclusive = sharedExclusive({ store, membership, log, timers, newTurn: unique });
  return {
    exclusive,
    clock,
    instanceId: () => membership.current().id,
    async stop() {
      clock.stop();
      await exclusive.stop();
      await membership.stop();
    },
  };
}
