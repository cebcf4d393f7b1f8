import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { localExclusive } from '../../server/instances/local-exclusive.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import type { Store } from '../../server/payments/ports/ports.ts';
import { createCipher } from '../../server/platform/crypto.ts';
import { openStore } from '../../server/store/open-store.ts';
import { openHarness, type Harness } from './harness.ts';
import { quietLog } from './quiet-log.ts';
import type { AnySubject } from './subjects.ts';
import { moveOn, startInstance, type TestInstance } from './test-instances.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';

/** Three instances on one store, each with a domain of its own. */
export interface SeveralInstances {
  readonly harness: Harness;
  readonly domains: readonly [Domain, Domain, Domain];
  /** One instance does nothing for seven seconds, by the clock of the leases: it lapses, the others live on. */
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
  // Leases have a clock of their own, so that the harness can move the other one by days.
  const leaseClock = virtualClock();
  const harness = await openHarness(subject, [], { openStorage: (folder) => open(folder, leaseClock) });
  const { domain } = harness;
  const instances: TestInstance[] = [];
  for (const name of ['a', 'b', 'c']) instances.push(await startInstance(domain.store, leaseClock, name));
  t.after(async () => {
    for (const { exclusive } of instances) await exclusive.stop();
    await harness.close();
  });
  const domainOf = (index: number): Domain => ({
    ...domain,
    exclusive: mode === 'none' ? localExclusive() : (instances[index]?.exclusive ?? domain.exclusive),
  });
  const domains = [domainOf(0), domainOf(1), domainOf(2)] as const;
  return {
    harness,
    domains,
    async lapse(lapsing) {
      const instance = instances.find(({ exclusive }) => exclusive === lapsing.exclusive);
      if (instance === undefined) throw new Error('this domain has no instance of its own');
      instance.standsStill = true;
      await moveOn(leaseClock, 7_000, instances);
      instance.standsStill = false;
    },
  };
}
