import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Payment } from '../payments/payment.ts';
import type { Store } from '../payments/ports.ts';
import { Refusal } from '../payments/refusal.ts';
import { PROBLEMS } from '../../shared/problem.ts';
import { addressGroup } from './middleware/client-address.ts';

/** Who makes an attempt to pay. */
export interface Attempt {
  readonly checkoutId: string;
  readonly address: string;
}

/** New attempts to pay are limited; attempts that made no payment, and repeats of one that is there, are not counted. */
export type LimitAttempts = (attempt: Attempt, create: () => Promise<Payment>) => Promise<Payment>;

const PER_CHECKOUT = { points: 5, duration: 600 };
const PER_ADDRESS = { points: 30, duration: 60 };

/**
 * 5 in 10 minutes for each checkout, 30 a minute for each client address (IPv6: each /64).
 *
 * A place is taken before the work and given back when no payment was made by it, so that attempts of one moment cannot
 * slip through together.
 */
export function attemptLimits(store: Pick<Store, 'paymentsOf'>): LimitAttempts {
  const checkouts = new RateLimiterMemory(PER_CHECKOUT);
  const addresses = new RateLimiterMemory(PER_ADDRESS);

  return async ({ checkoutId, address }, create) => {
    const group = addressGroup(address);
    await take(addresses, group);
    await take(checkouts, checkoutId);
    const giveBack = async (): Promise<void> => {
      await addresses.reward(group);
      await checkouts.reward(checkoutId);
    };
    const before = await store.paymentsOf(checkoutId);
    try {
      const payment = await create();
      if (before.some(({ id }) => id === payment.id)) await giveBack();
      return payment;
    } catch (error) {
      if (error instanceof Refusal && PROBLEMS[error.code].status < 500) await giveBack();
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
