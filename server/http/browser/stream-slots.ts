export interface StreamSubject {
  readonly checkoutId: string;
  /** The client address, an IPv6 one as its /64. */
  readonly address: string;
}

/** Limits how many event streams are open at the same time. */
export interface StreamSlots {
  /** Takes a slot for one stream; the returned function frees it. `undefined`: there are too many. */
  take(stream: StreamSubject): Promise<(() => void) | undefined>;
}

export interface StreamLimits {
  readonly perCheckout: number;
  /** High, because whole mobile networks share one address. */
  readonly perAddress: number;
}

export const STREAM_LIMITS: StreamLimits = { perCheckout: 4, perAddress: 2_000 };
