import type { Exclusive, Lease } from '../payments/ports/ports.ts';
import { createKeyedMutex } from '../platform/keyed-mutex.ts';

/** Where only this process uses the store, a lease cannot be lost. */
const OWN: Lease = { assertHeld: () => undefined };

/** What is exclusive within this process: enough where no other process uses the store. */
export function localExclusive(): Exclusive {
  const mutex = createKeyedMutex();
  return {
    run: (key, work) => mutex.run(key, () => work(OWN)),
    async tryRun(key, work) {
      if (mutex.isHeld(key)) return false;
      await mutex.run(key, () => work(OWN));
      return true;
    },
  };
}
