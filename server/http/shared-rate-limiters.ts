import type { Instant } from '../payments/model/model.ts';
import type { Clock, Store } from '../payments/ports/ports.ts';
import type { RateLimiters } from './rate-limiters.ts';

/** Beyond so many blocked keys the earlier ones are forgotten, which costs a write each when they are used again. */
const MAX_BLOCKED = 10_000;

/**
 * Counts over all instances that share the store, by its clock. Keys hold client addresses, so only their keyed digests
 * are stored. A key that has used up its limit is refused from memory, so that a flood of refused requests writes nothing.
 */
export function sharedRateLimiters(
  store: Pick<Store, 'countUse' | 'returnUse'>,
  clock: Clock,
  digestOf: (text: string) => string,
): RateLimiters {
  const blocked = new Map<string, Instant>();

  return (name, { points, windowMs }) => {
    const keyOf = (key: string): string => digestOf(`${name} ${key}`);
    return {
      async take(used) {
        const key = keyOf(used);
        const now = clock.now();
        const until = blocked.get(key);
        if (until !== undefined && until > now) return until - now;
        blocked.delete(key);
        const endsAt = await store.countUse(key, { limit: points, windowMs, now });
        if (endsAt === undefined) return undefined;
        if (blocked.size >= MAX_BLOCKED) blocked.clear();
        blocked.set(key, endsAt);
        return Math.max(1, endsAt - now);
      },
      async giveBack(used) {
        await store.returnUse(keyOf(used));
      },
    };
  };
}
