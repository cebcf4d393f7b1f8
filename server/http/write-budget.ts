import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../payments/core/domain-error.ts';
import type { Context } from './context.ts';
import { addressGroup } from './middleware/client-address.ts';

/**
 * Counts a request that is about to write.
 *
 * @throws {DomainError} `rate_limited`; then nothing was written
 */
export type SpendWrite = (ctx: Context) => Promise<void>;

const PER_CHECKOUT = { points: 100, duration: 600 };
const PER_ADDRESS = { points: 120, duration: 60 };

/**
 * Limits writes with a client token, whatever their outcome: 100 requests in 10 minutes for each checkout, 120 a minute
 * for each client address (IPv6: each /64). Repeats that are answered from a stored answer are not counted, nor are
 * requests with an API key.
 */
export function writeBudget(): SpendWrite {
  const checkouts = new RateLimiterMemory(PER_CHECKOUT);
  const addresses = new RateLimiterMemory(PER_ADDRESS);

  return async ({ state: { checkoutId, clientAddress } }) => {
    if (checkoutId === undefined) return;
    await spend(addresses, addressGroup(clientAddress));
    await spend(checkouts, checkoutId);
  };
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError(
      'rate_limited',
      'Too many requests for this checkout or from this address; retry after the time in Retry-After.',
      {
        retryAfterSeconds: refused.msBeforeNext / 1000,
      },
    );
  }
}
