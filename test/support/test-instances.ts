import { createMembership, type Membership } from '../../server/instances/membership.ts';
import { sharedExclusive, type SharedExclusive } from '../../server/instances/shared-exclusive.ts';
import type { Log, Store } from '../../server/payments/ports/ports.ts';
import type { Timers } from '../../server/platform/timers.ts';
import { quietLog } from './quiet-log.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { withOverrides } from './with-overrides.ts';

/** One instance on a shared store. It is renewed as the clock of the instances is moved. */
export interface TestInstance {
  readonly exclusive: SharedExclusive;
  readonly membership: Membership;
  /** It does nothing while the clock moves, like a process that is stopped or cut off. Default false. */
  standsStill: boolean;
  /** How often it has learnt that others have lapsed. */
  readonly lapses: () => number;
  /** Its new id, as it was told that it had lapsed itself. */
  readonly rejoined: () => string | undefined;
  /** Does what is due by the clock. */
  beat(): Promise<void>;
}

/** @param clock that of the store; the instances measure time with it too */
export async function startInstance(
  store: Store,
  clock: VirtualClock,
  name: string,
  { log = quietLog }: { readonly log?: Log } = {},
): Promise<TestInstance> {
  let due: { readonly at: number; readonly work: () => void } | undefined;
  let planned = (): void => undefined;
  const timers: Timers = {
    after(ms, work) {
      due = { at: clock.now() + ms, work };
      planned();
      return () => (due = undefined);
    },
  };
  let ids = 0;
  let lapses = 0;
  let rejoined: string | undefined;
  let reaping: Promise<unknown> | undefined;
  const membership = createMembership({
    store: withOverrides(store, {
      removeLapsedInstances: () => {
        const removed = store.removeLapsedInstances();
        reaping = removed;
        return removed;
      },
    }),
    log,
    timers,
    monotonic: () => clock.now(),
    newId: () => `${name}${(ids += 1)}`,
    async onLapsed() {
      lapses += 1;
    },
    onRejoined: () => (rejoined = membership.current().id),
  });
  await membership.start();
  const exclusive = sharedExclusive({
    store,
    membership,
    log: quietLog,
    timers: realTimers,
    newTurn: () => `${name}-turn-${(ids += 1)}`,
  });
  return {
    exclusive,
    membership,
    standsStill: false,
    lapses: () => lapses,
    rejoined: () => rejoined,
    async beat() {
      if (due === undefined || due.at > clock.now()) return;
      const isPlanned = new Promise<void>((resolve) => (planned = resolve));
      due.work();
      await isPlanned;
      await reaping;
    },
  };
}

/** Unlike the system's, these keep the test's process alive while somebody waits. */
const realTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/** Moves the clock of the instances in small steps; those that do not stand still are renewed on the way. */
export async function moveOn(clock: VirtualClock, ms: number, instances: readonly TestInstance[]): Promise<void> {
  const end = clock.now() + ms;
  while (clock.now() < end) {
    clock.set(Math.min(clock.now() + 500, end));
    for (const instance of instances) if (!instance.standsStill) await instance.beat();
  }
}
