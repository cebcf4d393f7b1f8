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

/** Counts one more one-time password of a payment, typed or sent. @throws {Refusal} `rate_limited` */
export type CountOtp = (paymentId: string) => Promise<void>;

const PER_CHECKOUT = { points: 5, duration: 600 };
const PER_ADDRESS = { points: 30, duration: 60 };
const PER_OTP_PAYMENT = { points: 10, duration: 600 };

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

/**
 * 10 in 10 minutes for each payment: whoever has somebody's client token shall neither guess a password by trying them
 * all, nor have the provider send the customer one after the other.
 */
export function otpLimits(): CountOtp {
  const payments = new RateLimiterMemory(PER_OTP_PAYMENT);
  return (paymentId) => take(payments, paymentId, 'Too many one-time passwords; wait a while.');
}

async function take(
  limiter: RateLimiterMemory,
  key: string,
  message = 'Too many attempts to pay; wait a while.',
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Refusal('rate_limited', message, {
      retryAfterSeconds: refused.msBeforeNext / 1000,
    });
  }
}
