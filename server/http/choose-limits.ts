import type { Clock, Log, Store } from '../payments/ports/ports.ts';
import { memoryStreamSlots } from './browser/memory-stream-slots.ts';
import { sharedStreamSlots } from './browser/shared-stream-slots.ts';
import type { StreamSlots } from './browser/stream-slots.ts';
import { memoryRateLimiters } from './memory-rate-limiters.ts';
import type { RateLimiters } from './rate-limiters.ts';
import { sharedRateLimiters } from './shared-rate-limiters.ts';

export interface LimitsOptions {
  readonly store: Pick<
    Store,
    'isShared' | 'countUse' | 'returnUse' | 'takeStreamSlot' | 'keepStreamSlots' | 'freeStreamSlots'
  >;
  readonly clock: Clock;
  readonly log: Log;
  /** Who this server is among the instances of a shared store. */
  readonly instanceId: () => string | undefined;
  /** A keyed digest: what is limited may be personal data. */
  readonly digestOf: (text: string) => string;
}

/** What is limited for each checkout and address: over all instances where the store is shared, otherwise in memory. */
export function chooseLimits({ store, clock, log, instanceId, digestOf }: LimitsOptions): {
  readonly rateLimiters: RateLimiters;
  readonly slots: StreamSlots;
  /** To be called when this server has another id among the instances. */
  keepSlots(): void;
} {
  if (!store.isShared)
    return { rateLimiters: memoryRateLimiters, slots: memoryStreamSlots(), keepSlots: () => undefined };
  const slots = sharedStreamSlots({ store, instance: () => instanceId() ?? '', digestOf, log });
  return {
    rateLimiters: sharedRateLimiters(store, clock, digestOf),
    slots,
    keepSlots: slots.keep,
  };
}
