import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimitClass } from '../payments/channel/rate-limit-class.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import { addressGroup } from './middleware/client-address.ts';

/** Who makes an attempt to pay, or has a one-time password typed or sent. */
export interface Attempt {
  readonly checkoutId: string;
  readonly address: string;
}

/** Counts one more attempt. @throws {DomainError} `rate_limited` where there have been too many, and this one does not count */
export type CountPaymentRequest = (attempt: Attempt, kind: RateLimitClass) => Promise<void>;

/** Counts one more one-time password of a checkout, typed or sent. @throws {DomainError} `rate_limited` */
export type CountOtp = (attempt: Attempt) => Promise<void>;

const MANY = 'Too many payment attempts; retry after the time in Retry-After.';
const TEN_MINUTES = 600;
const FOR_CHECKOUT: Readonly<Record<RateLimitClass, number>> = { demanding: 5, harmless: 30 };
const OTPS_FOR_CHECKOUT = 5;
const FOR_ADDRESS = { points: 30, duration: 60 };

export interface PaymentRateLimits {
  readonly countPaymentRequest: CountPaymentRequest;
  readonly countOtp: CountOtp;
}

/**
 * For each checkout, in ten minutes: 5 attempts that charge or ring a customer, 30 that only show something, and 5
 * one-time passwords, for whoever has somebody's client token shall neither guess one by trying them all, nor have the
 * customer sent one after the other. For each client address (IPv6: each /64) 30 of all of them a minute. To be asked
 * when everything else allows the attempt: what is refused for another reason, and what finds a payment that is there,
 * is none.
 */
export function paymentRateLimits(): PaymentRateLimits {
  const perCheckout = {
    demanding: new RateLimiterMemory({ points: FOR_CHECKOUT.demanding, duration: TEN_MINUTES }),
    harmless: new RateLimiterMemory({ points: FOR_CHECKOUT.harmless, duration: TEN_MINUTES }),
    otp: new RateLimiterMemory({ points: OTPS_FOR_CHECKOUT, duration: TEN_MINUTES }),
  };
  const addresses = new RateLimiterMemory(FOR_ADDRESS);

  async function count(limiter: RateLimiterMemory, { checkoutId, address }: Attempt, message: string): Promise<void> {
    await take(limiter, checkoutId, message);
    try {
      await take(addresses, addressGroup(address), message);
    } catch (error) {
      await limiter.reward(checkoutId);
      throw error;
    }
  }

  return {
    countPaymentRequest: (attempt, kind) => count(perCheckout[kind], attempt, MANY),
    countOtp: (attempt) =>
      count(perCheckout.otp, attempt, 'Too many one-time password requests; retry after the time in Retry-After.'),
  };
}

async function take(limiter: RateLimiterMemory, key: string, message: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError('rate_limited', message, {
      retryAfterSeconds: refused.msBeforeNext / 1000,
    });
  }
}
