import type { Instant } from '../model/model.ts';

/** Pauses double from the first to the longest: 5 s, 10 s, … 6 h. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** At least so many inquiries; the first answers may be older than the notification. */
const MIN_ANSWERED_INQUIRIES = {
  /** The notification may just repeat what is known. */
  known: 3,
  /** With the pauses above, three days. */
  contradicted: 23,
};
/** With the pauses above, a month. */
const MAX_INQUIRIES = 130;

/**
 * When to inquire again after a notification about something that is final here, or not known: for three days while
 * answers contradict it, for a month while there are none.
 *
 * @param retryCount inquiries made before the last one
 * @param answer what the last inquiry said about the notification; `undefined`: it was not answered
 */
export function nextFollowUpAt(
  retryCount: number,
  answer: keyof typeof MIN_ANSWERED_INQUIRIES | undefined,
  now: Instant,
): Instant | undefined {
  if (retryCount + 1 >= (answer === undefined ? MAX_INQUIRIES : MIN_ANSWERED_INQUIRIES[answer])) return undefined;
  return now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
}
