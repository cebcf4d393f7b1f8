import type { Instant } from '../model/model.ts';

/** Pauses double from the first to the longest: 5 s, 10 s, … 6 h. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** Questions with answers, at least; an answer may be older than the notification that led to it. */
const MIN_ANSWERED_INQUIRIES = {
  /** What is known may just be told once more. */
  known: 3,
  /** With the pauses above, three days. */
  contradicted: 23,
};
/** With the pauses above, a month. */
const MAX_INQUIRIES = 130;

/**
 * A notification spoke of what is settled here, or not known. When to ask again: for three days while answers contradict
 * it, for a month where none comes.
 *
 * @param attempt questions made before the last one
 * @param answer what the last question brought; `undefined`: nothing
 */
export function nextFollowUpAt(
  retryCount: number,
  answer: keyof typeof MIN_ANSWERED_INQUIRIES | undefined,
  now: Instant,
): Instant | undefined {
  if (retryCount + 1 >= (answer === undefined ? MAX_INQUIRIES : MIN_ANSWERED_INQUIRIES[answer])) return undefined;
  return now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
}
