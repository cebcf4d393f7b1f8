import type { Instant } from './payment.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses that put the first inquiries 2, 4, 8, 15 and 30 seconds after the customer got the instruction. */
const FIRST_PAUSES = [2, 2, 4, 7, 15].map((seconds) => seconds * SECOND);
const LONGEST_PAUSE = 15 * MINUTE;

/** When a provider may still learn of money that arrived in time or late, counted from the payment's expiry. */
const AFTER_EXPIRY = [1, 2, 3, 24].map((hours) => hours * HOUR);

function pauseAfter(attempt: number): number {
  const first = FIRST_PAUSES[attempt];
  if (first !== undefined) return first;
  const doublings = attempt - FIRST_PAUSES.length + 1;
  return Math.min(LONGEST_PAUSE, 15 * SECOND * 2 ** doublings);
}

/**
 * When to ask the provider next about a payment that is not settled.
 *
 * @param attempt inquiries made since the customer got the instruction; 0 before the first
 * @param now epoch milliseconds
 * @param expiresAt the payment's end
 * @returns a moment after `now`: soon at first, then with doubling pauses of at most 15 minutes, at the expiry itself,
 *   one, two, three and 24 hours after it; `undefined` after that
 */
export function nextInquiryAt(attempt: number, now: Instant, expiresAt: Instant): Instant | undefined {
  if (now < expiresAt) return Math.min(now + pauseAfter(attempt), expiresAt);
  return AFTER_EXPIRY.map((pause) => expiresAt + pause).find((at) => at > now);
}
