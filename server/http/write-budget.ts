import { DomainError } from '../payments/core/domain-error.ts';
import type { Context } from './context.ts';
import { addressGroup } from './middleware/client-address.ts';
import type { RateLimiter, RateLimiters } from './rate-limiters.ts';

/**
 * Counts a request that is about to write.
 *
 * @throws {DomainError} `rate_limited`; then nothing was written
 */
export type SpendWrite = (ctx: Context) => Promise<void>;

const PER_CHECKOUT = { points: 100, windowMs: 600_000 };
const PER_ADDRESS = { points: 120, windowMs: 60_000 };

/**
 * Limits writes with a client token, whatever their outcome: 100 requests in 10 minutes for each checkout, 120 a minute
 * for each client address (IPv6: each /64). Repeats that are answered from a stored answer are not counted, nor are
 * requests with an API key.
 */
export function writeBudget(limiters: RateLimiters): SpendWrite {
  const checkouts = limiters('write to checkout', PER_CHECKOUT);
  const addresses = limiters('write from address', PER_ADDRESS);

  return async ({ state: { checkoutId, clientAddress } }) => {
    if (checkoutId === undefined) return;
    await spend(addresses, addressGroup(clientAddress));
    await spend(checkouts, checkoutId);
  };
}

async function spend(limiter: RateLimiter, key: string): Promise<void> {
  const waitMs = await limiter.take(key);
  if (waitMs === undefined) return;
  throw new DomainError(
    'rate_limited',
    'Too many requests for this checkout or from this address; retry after the time in Retry-After.',
    { retryAfterSeconds: waitMs / 1000 },
  );
}
