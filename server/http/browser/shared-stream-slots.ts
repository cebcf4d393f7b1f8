import type { Log, Store } from '../../payments/ports/ports.ts';
import { createOutageLog } from '../../platform/outage-log.ts';
import { STREAM_LIMITS, type StreamSlots } from './stream-slots.ts';

/** After a failed try. Until then the slots of ended streams are counted. */
const FREE_AGAIN_MS = 1_000;

export interface SharedStreamSlotsOptions {
  readonly store: Pick<Store, 'takeStreamSlot' | 'freeStreamSlots'>;
  /** The id of this instance. What an instance holds that is no more does not count. */
  readonly instance: () => string;
  /** Of a client address: only keyed digests are stored. */
  readonly digestOf: (address: string) => string;
  readonly log: Log;
}

/** Counts over all instances that share the store. */
export function sharedStreamSlots(
  { store, instance, digestOf, log }: SharedStreamSlotsOptions,
  limits = STREAM_LIMITS,
): StreamSlots {
  const ended = new Set<string>();
  let freeing = false;
  let taken = 0;
  const outage = createOutageLog({
    log,
    began: 'slots of ended event streams could not be freed: they are counted until then',
    ended: 'slots of ended event streams are freed again',
  });

  const freeEnded = async (): Promise<void> => {
    if (freeing || ended.size === 0) return;
    freeing = true;
    const ids = [...ended];
    try {
      await store.freeStreamSlots(ids);
      for (const id of ids) ended.delete(id);
      outage.worked();
    } catch (error) {
      outage.failed({ error, slots: ids.length });
      setTimeout(() => void freeEnded(), FREE_AGAIN_MS).unref();
      return;
    } finally {
      freeing = false;
    }
    await freeEnded();
  };

  return {
    async take({ checkoutId, address }) {
      const holder = instance();
      const id = `${holder} ${(taken += 1)}`;
      const slot = { id, checkoutId, address: digestOf(address), holder };
      if (!(await store.takeStreamSlot(slot, limits))) return undefined;
      return () => {
        ended.add(id);
        void freeEnded();
      };
    },
  };
}
