import type { Log, Store, StreamSlot } from '../../payments/ports/ports.ts';
import { createOutageLog } from '../../platform/outage-log.ts';
import { STREAM_LIMITS, type StreamSlots } from './stream-slots.ts';

/** After a failed try. Until then the slots of ended streams are counted. */
const AGAIN_MS = 1_000;
/** How many slots one statement writes. */
const AT_ONCE = 500;

export interface SharedStreamSlotsOptions {
  readonly store: Pick<Store, 'takeStreamSlot' | 'keepStreamSlots' | 'freeStreamSlots'>;
  /**
   * The id of this instance. What an instance holds that is no more does not count.
   *
   * @throws {StorageUnavailable} while it has none
   */
  readonly instance: () => string;
  /** Of a client address: only keyed digests are stored. */
  readonly digestOf: (address: string) => string;
  readonly log: Log;
}

/** Slots of this instance among those of all. */
export interface SharedStreamSlots extends StreamSlots {
  /** To be called when this instance has another id: the slots of its open streams count under that one. */
  keep(): void;
}

/** Counts over all instances that share the store. */
export function sharedStreamSlots(
  { store, instance, digestOf, log }: SharedStreamSlotsOptions,
  limits = STREAM_LIMITS,
): SharedStreamSlots {
  /** Of open streams, as they were stored. */
  const held = new Map<string, StreamSlot>();
  const ended = new Set<string>();
  let updating = false;
  let taken = 0;
  /** How often this instance has got another id, and whether slots may still count under the one before. */
  let ids = 0;
  let isOutdated = false;
  const outage = createOutageLog({
    log,
    began: 'slots of event streams could not be stored or freed: it is tried again',
    ended: 'slots of event streams are stored and freed again',
  });

  /** One after the other, so that a slot is not stored again after it was freed. */
  async function update(): Promise<void> {
    if (updating) return;
    updating = true;
    try {
      for (;;) {
        if (ended.size > 0) await freeEnded();
        else if (isOutdated) await keepHeld();
        else break;
      }
      outage.worked();
    } catch (error) {
      outage.failed({ error });
      setTimeout(() => void update(), AGAIN_MS).unref();
    } finally {
      updating = false;
    }
  }

  async function freeEnded(): Promise<void> {
    const freed = [...ended].slice(0, AT_ONCE);
    await store.freeStreamSlots(freed);
    for (const id of freed) ended.delete(id);
  }

  async function keepHeld(): Promise<void> {
    const holder = instance();
    const kept = [...held.values()]
      .filter((slot) => slot.holder !== holder)
      .slice(0, AT_ONCE)
      .map((slot) => ({ ...slot, holder }));
    if (kept.length === 0) {
      isOutdated = false;
      return;
    }
    await store.keepStreamSlots(kept);
    for (const slot of kept) if (held.has(slot.id)) held.set(slot.id, slot);
  }

  function keep(): void {
    ids += 1;
    isOutdated = true;
    void update();
  }

  return {
    keep,
    async take({ checkoutId, address }) {
      const idsBefore = ids;
      const holder = instance();
      const id = `${holder} ${(taken += 1)}`;
      const slot = { id, checkoutId, address: digestOf(address), holder };
      if (!(await store.takeStreamSlot(slot, limits))) return undefined;
      held.set(id, slot);
      if (ids !== idsBefore) keep();
      return () => {
        held.delete(id);
        ended.add(id);
        void update();
      };
    },
  };
}
