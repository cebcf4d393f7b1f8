import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiters } from './rate-limiters.ts';

/** Counts within this process: right where it is the only one on its store. */
export const memoryRateLimiters: RateLimiters = (_name, { points, windowMs }) => {
  const limiter = new RateLimiterMemory({ points, duration: windowMs / 1_000 });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return undefined;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return refused.msBeforeNext;
      }
    },
    async giveBack(key) {
      await limiter.reward(key);
    },
  };
};
