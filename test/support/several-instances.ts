import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { localExclusive } from '../../server/instances/local-exclusive.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import type { Store } from '../../server/payments/ports/ports.ts';
import { createCipher } from '../../server/platform/crypto.ts';
import { openStore } from '../../server/store/open-store.ts';
import { openHarness, type Harness } from './harness.ts';
import { DAY } from './durations.ts';
import { quietLog } from './quiet-log.ts';
import type { AnySubject } from './subjects.ts';
import { startInstance, type TestInstance } from './test-instances.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';

/** Three instances on one store, each with a domain of its own. */
export interface SeveralInstances {
  readonly harness: Harness;
  readonly domains: readonly [Domain, Domain, Domain];
  /** An instance has stood still for seven seconds, and the others have noticed: it has lapsed. */
  lapse(domain: Domain): Promise<void>;
}

/** Opens the storage that the instances share. */
export type OpenShared = (folder: string, clock: VirtualClock) => Promise<Store>;

export const sharedFile: OpenShared = (folder, clock) =>
  openStore({
    url: `file:${join(folder, 'kasir.db')}`,
    clock,
    cipher: createCipher([Buffer.alloc(32, 7)]),
    log: quietLog,
    isShared: true,
  });

/**
 * `leases`: as it is in production. `none`: each instance knows only itself, as if it had lost every lease just after it
 * has looked; then only what a unit of work checks with its aggregate locked keeps money safe.
 */
export type LeaseMode = 'leases' | 'none';

export async function openSeveralInstances(
  t: TestContext,
  subject: AnySubject,
  mode: LeaseMode,
  open: OpenShared = sharedFile,
): Promise<SeveralInstances> {
  const harness = await openHarness(subject, [], { openStorage: open });
  const { domain } = harness;
  const instances: { readonly instance: TestInstance; readonly clock: VirtualClock }[] = [];
  for (const name of ['a', 'b', 'c']) {
    const clock = virtualClock();
    const instance = await startInstance(domain.store, clock, name);
    // Nothing lapses by itself: the harness moves its clock by days, and that of a database cannot be stopped.
    await domain.store.renewInstance(instance.membership.current().id, 365 * DAY);
    instances.push({ instance, clock });
  }
  t.after(async () => {
    for (const { instance } of instances) await instance.exclusive.stop();
    await harness.close();
  });
  const domainOf = (index: number): Domain => ({
    ...domain,
    exclusive: mode === 'none' ? localExclusive() : (instances[index]?.instance.exclusive ?? domain.exclusive),
  });
  const domains = [domainOf(0), domainOf(1), domainOf(2)] as const;
  return {
    harness,
    domains,
    async lapse({ exclusive }) {
      const lapsing = instances.find(({ instance }) => instance.exclusive === exclusive);
      if (lapsing === undefined) throw new Error('this domain has no instance of its own');
      const { id } = lapsing.instance.membership.current();
      lapsing.clock.set(lapsing.clock.now() + 7_000);
      await domain.store.removeInstance(id);
    },
  };
}
