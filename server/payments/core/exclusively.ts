import type { Lease } from '../ports/ports.ts';
import type { Domain } from './domain.ts';

/**
 * Runs work with the same key one at a time, on any instance. It gets a domain of its own, which sends nothing to a
 * provider any more once the lease is lost; what was sent before is still recorded.
 *
 * @throws {StorageUnavailable} where the lease could not be taken
 */
export function exclusively<T>(deps: Domain, key: string, work: (held: Domain) => Promise<T>): Promise<T> {
  return deps.exclusive.run(key, (lease) => work({ ...deps, lease: within(deps.lease, lease) }));
}

/**
 * The same, without waiting.
 *
 * @returns `false` where somebody else runs work with this key, on any instance: nothing was run then
 */
export function tryExclusively(deps: Domain, key: string, work: (held: Domain) => Promise<void>): Promise<boolean> {
  return deps.exclusive.tryRun(key, (lease) => work({ ...deps, lease: within(deps.lease, lease) }));
}

/** Work within exclusive work sends only while it holds both. */
const within = (outer: Lease | undefined, inner: Lease): Lease =>
  outer === undefined
    ? inner
    : {
        assertHeld() {
          outer.assertHeld();
          inner.assertHeld();
        },
      };
