import type { Instant } from '../model/model.ts';

/** An open event stream that is counted over all instances. */
export interface StreamSlot {
  readonly id: string;
  readonly checkoutId: string;
  /** A digest of the client address. */
  readonly address: string;
  /** The instance that holds the stream. */
  readonly holder: string;
}

/** Limits that count over all instances of a shared store. */
export interface LimitStore {
  /**
   * Counts a use of `key` in a window of `windowMs` that begins with the first one. Returns when the window ends if there
   * were more than `limit`.
   */
  countUse(
    key: string,
    rule: { readonly limit: number; readonly windowMs: number; readonly now: Instant },
  ): Promise<Instant | undefined>;
  /** Undoes a use. */
  returnUse(key: string): Promise<void>;
  /**
   * Stores the slot, unless its checkout or its address has too many already. Those of instances that are no more do not
   * count. `false`: nothing was stored.
   */
  takeStreamSlot(
    slot: StreamSlot,
    limits: { readonly perCheckout: number; readonly perAddress: number },
  ): Promise<boolean>;
  /** Stores slots of streams that are open already, or what has changed of them. There is no limit for these. */
  keepStreamSlots(slots: readonly StreamSlot[]): Promise<void>;
  freeStreamSlots(ids: readonly string[]): Promise<void>;
  /** Deletes counts whose window has ended, and slots of instances that are no more. Returns how many. */
  pruneLimits(now: Instant): Promise<number>;
}
