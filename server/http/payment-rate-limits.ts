import type { RateLimitClass } from '../payments/channel/rate-limit-class.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import { addressGroup } from './middleware/client-address.ts';
import type { RateLimiter, RateLimiters } from './rate-limiters.ts';

/** Who a limited request is counted for. */
export interface RateLimitSubject {
  readonly checkoutId: string;
  readonly address: string;
}

/**
 * Counts a new payment.
 *
 * @throws {DomainError} `rate_limited` if there were too many; then this one is not counted
 */
export type CountPaymentRequest = (subject: RateLimitSubject, kind: RateLimitClass) => Promise<void>;

/**
 * Counts a one-time password that is submitted or resent.
 *
 * @throws {DomainError} `rate_limited`
 */
export type CountOtp = (subject: RateLimitSubject) => Promise<void>;

const TOO_MANY_PAYMENTS = 'Too many payment attempts; retry after the time in Retry-After.';
const TEN_MINUTES_MS = 600_000;
const FOR_CHECKOUT: Readonly<Record<RateLimitClass, number>> = { demanding: 5, harmless: 30 };
const OTPS_FOR_CHECKOUT = 5;
const FOR_ADDRESS = { points: 30, windowMs: 60_000 };

export interface PaymentRateLimits {
  readonly countPaymentRequest: CountPaymentRequest;
  readonly countOtp: CountOtp;
}

/**
 * For each checkout in ten minutes: 5 payments that charge or push to the customer's phone, 30 that only show something,
 * and 5 one-time passwords, so that somebody with a stolen client token can neither guess one nor flood the customer with
 * messages. For each client address (IPv6: each /64) 30 of all of these a minute. Check it last: a request that is
 * rejected for another reason, or that finds an existing payment, is not counted.
 */
export function paymentRateLimits(limiters: RateLimiters): PaymentRateLimits {
  const perCheckout = {
    demanding: limiters('demanding payment', { points: FOR_CHECKOUT.demanding, windowMs: TEN_MINUTES_MS }),
    harmless: limiters('harmless payment', { points: FOR_CHECKOUT.harmless, windowMs: TEN_MINUTES_MS }),
    otp: limiters('otp', { points: OTPS_FOR_CHECKOUT, windowMs: TEN_MINUTES_MS }),
  };
  const addresses = limiters('payment from address', FOR_ADDRESS);

  async function count(
    limiter: RateLimiter,
    { checkoutId, address }: RateLimitSubject,
    message: string,
  ): Promise<void> {
    await take(limiter, checkoutId, message);
    try {
      await take(addresses, addressGroup(address), message);
    } catch (error) {
      await limiter.giveBack(checkoutId);
      throw error;
    }
  }

  return {
    countPaymentRequest: (subject, kind) => count(perCheckout[kind], subject, TOO_MANY_PAYMENTS),
    countOtp: (subject) =>
      count(perCheckout.otp, subject, 'Too many one-time password requests; retry after the time in Retry-After.'),
  };
}

async function take(limiter: RateLimiter, key: string, message: string): Promise<void> {
  const waitMs = await limiter.take(key);
  if (waitMs !== undefined) throw new DomainError('rate_limited', message, { retryAfterSeconds: waitMs / 1000 });
}
