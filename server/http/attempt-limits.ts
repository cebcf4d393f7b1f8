import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../payments/refusal.ts';
import { addressGroup } from './middleware/client-address.ts';

/** Who makes an attempt to pay. */
export interface Attempt {
  readonly checkoutId: string;
  readonly address: string;
}

/** Counts one more attempt. @throws {Refusal} `rate_limited` where there have been too many, and this one does not count */
export type CountAttempt = (attempt: Attempt) => Promise<void>;

const PER_CHECKOUT = { points: 5, duration: 600 };
const PER_ADDRESS = { points: 30, duration: 60 };

/**
 * 5 in 10 minutes for each checkout, 30 a minute for each client address (IPv6: each /64). To be asked when everything
 * else allows the attempt: what is refused for another reason, and what finds a payment that is there, is none.
 */
export function attemptLimits(): CountAttempt {
  const checkouts = new RateLimiterMemory(PER_CHECKOUT);
  const addresses = new RateLimiterMemory(PER_ADDRESS);

  return async ({ checkoutId, address }) => {
    const group = addressGroup(address);
    await take(checkouts, checkoutId);
    try {
      await take(addresses, group);
    } catch (error) {
      await checkouts.reward(checkoutId);
      throw error;
    }
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Refusal('rate_limited', 'Too many attempts to pay; wait a while.', {
      retryAfterSeconds: refused.msBeforeNext / 1000,
    });
  }
}
