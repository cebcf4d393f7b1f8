import type { Instant } from '../model/model.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Pauses that put the first inquiries 5, 15 and 30 seconds after the payout was sent. */
const FIRST_PAUSES = [5, 10, 15].map((seconds) => seconds * SECOND);
const LONGEST_PAUSE = 6 * HOUR;
/** With the pauses above, a month. */
const MAX_INQUIRIES = 130;

/** After this time the merchant is to resolve it, and an answer that it is pending still decides nothing. */
const LEFT_AFTER_MS = 28 * 24 * HOUR;

export const isLeftToMerchant = (createdAt: Instant, now: Instant): boolean => now > createdAt + LEFT_AFTER_MS;

/**
 * When to inquire next about a payout whose outcome is open. The pauses double from half a minute to six hours.
 *
 * @param retryCount inquiries made so far; 0 before the first
 * @returns `undefined` after about a month: the merchant has to find out
 */
export function nextPayoutInquiryAt(retryCount: number, now: Instant): Instant | undefined {
  if (retryCount > MAX_INQUIRIES) return undefined;
  const pause = FIRST_PAUSES[retryCount] ?? 30 * SECOND * 2 ** (retryCount - FIRST_PAUSES.length);
  return now + Math.min(pause, LONGEST_PAUSE);
}
