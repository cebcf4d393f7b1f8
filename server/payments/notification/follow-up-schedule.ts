import type { Instant } from '../model/model.ts';

/** Pauses double from the first to the longest: 5 s, 10 s, … 6 h. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** Questions with answers, at least; an answer may be older than the notification that led to it. */
const ASKED_AT_LEAST = {
  /** What is known may just be told once more. */
  known: 3,
  /** With the pauses above, three days. */
  contradicted: 23,
};
/** With the pauses above, a month. */
const ASKED_AT_MOST = 130;

/**
 * A notification spoke of what is settled here, or not known. When to ask again: for three days while answers contradict
 * it, for a month where none comes.
 *
 * @param attempt questions made before the last one
 * @param answer what the last question brought; `undefined`: nothing
 */
export function nextAfterNews(
  retryCount: number,
  answer: keyof typeof ASKED_AT_LEAST | undefined,
  now: Instant,
): Instant | undefined {
  if (retryCount + 1 >= (answer === undefined ? ASKED_AT_MOST : ASKED_AT_LEAST[answer])) return undefined;
  return now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
}
