import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../payments/core/domain-error.ts';
import type { Context } from './context.ts';
import { addressGroup } from './middleware/client-address.ts';

/** Counts a request that is about to write. @throws {DomainError} `rate_limited`; then nothing was written */
export type SpendWrite = (ctx: Context) => Promise<void>;

const PER_CHECKOUT = { points: 100, duration: 600 };
const PER_ADDRESS = { points: 120, duration: 60 };

/**
 * What the holder of a client token may have written down, whatever becomes of it: 100 requests in 10 minutes for each
 * checkout, 120 a minute for each client address (IPv6: each /64). A repeat that is answered from what is kept writes
 * nothing and is not counted, nor is anybody but a browser.
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
