import type { Instant } from '../model/model.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The first questions, counted from where a quick schedule begins; after them the time doubles. */
const FIRST_MARKS = [2, 4, 8, 15, 30].map((seconds) => seconds * SECOND);
/** From the instruction to the first question. */
export const FIRST_PAUSE_MS = 2 * SECOND;
const LONGEST_PAUSE = 15 * MINUTE;
/** The last mark that is reached by doubling before the pauses stay the same. */
const DOUBLES_FOR = 16 * MINUTE;

/** When a provider may still learn of money that arrived in time or late, counted from the payment's expiry. */
const AFTER_EXPIRY = [1, 2, 3, 24].map((hours) => hours * HOUR);
/** So long a number that the provider did not confirm closed is looked at, once a day. */
const SWEEP = 30 * DAY;

/** What was heard of is asked about at least so often. */
const LONGEST_PAUSE_AFTER_NEWS = 6 * HOUR;

/** Questions about one payment that notifications ask for are at least so far apart. */
const COALESCED_MS = 2 * SECOND;

/** The soonest that a notification may have a payment asked about. A question ahead of now was before the clock was set back. */
export const soonestInquiryAt = (inquiredAt: Instant | undefined, now: Instant): Instant =>
  inquiredAt === undefined || inquiredAt > now ? now : Math.max(now, inquiredAt + COALESCED_MS);

/** How often in a day notifications may begin the quick schedule of one payment anew. */
const STARTS_A_DAY = 5;

/** What the times of the next question depend on. */
export interface AskedAbout {
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly quickStarts: readonly Instant[];
  /** Something that a notification said is not settled. */
  readonly unsettled: boolean;
  /** The payment cannot be paid any more by the provider's own word, or its money is here. */
  readonly closed: boolean;
  /** Its money is here. */
  readonly paid: boolean;
}

/**
 * When to ask the provider next about a payment: soon at first, then with doubling pauses of at most 15 minutes, one,
 * two, three and 24 hours after its expiry, and daily for a month where the provider has not confirmed that it is closed.
 * While something that a notification said is unsettled, at least every six hours, however it stands.
 *
 * @param now epoch milliseconds
 * @returns a moment after `now`; `undefined` when nothing is left to ask
 */
export function nextInquiryAt(payment: AskedAbout, now: Instant): Instant | undefined {
  const moments = [
    payment.paid ? undefined : routineAt(payment, now),
    payment.unsettled ? now + Math.min(nextPause(startOf(payment), now).pause, LONGEST_PAUSE_AFTER_NEWS) : undefined,
  ].filter((at) => at !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function routineAt(payment: AskedAbout, now: Instant): Instant | undefined {
  const { expiresAt, closed } = payment;
  // The end itself is asked about by whoever ends it.
  const { mark, pause } = nextPause(startOf(payment), now);
  const next = now + (mark > DOUBLES_FOR ? LONGEST_PAUSE : pause);
  if (next < expiresAt) return next;
  const planned = AFTER_EXPIRY.map((pause) => expiresAt + pause).find((at) => at > now);
  if (planned !== undefined) return planned;
  const days = Math.floor((now - expiresAt) / DAY) + 1;
  return closed || days * DAY > SWEEP ? undefined : expiresAt + days * DAY;
}

/** Where the closing at the end is not confirmed, the end waits so long; whoever looks later does not wait. */
export const GRACE_MS = 5 * MINUTE;
/** Questions of the grace, counted from the end of a payment. After them the time since the end doubles. */
const GRACE_MARKS = [20 * SECOND, MINUTE, 2.5 * MINUTE, GRACE_MS];
const LONGEST_PAUSE_AFTER_END = 6 * HOUR;

/**
 * When to look again whether a payment that is past its end can be ended: four times within the grace, then after
 * doubling pauses of at most six hours.
 *
 * @returns `undefined` a month after the end: then a person has to find out
 */
export function nextEndingAt(expiresAt: Instant, now: Instant): Instant | undefined {
  const elapsed = Math.max(0, now - expiresAt);
  if (elapsed >= SWEEP) return undefined;
  let mark = GRACE_MARKS.find((one) => one > elapsed) ?? GRACE_MS;
  while (mark <= elapsed) mark *= 2;
  return Math.min(expiresAt + mark, now + LONGEST_PAUSE_AFTER_END);
}

const startOf = ({ createdAt, quickStarts }: Pick<AskedAbout, 'createdAt' | 'quickStarts'>): Instant =>
  quickStarts.at(-1) ?? createdAt;

/**
 * The next mark of a quick schedule that began at `start`, and how far it is. A start ahead of now, as after the clock was
 * set back, counts as one that is as long ago: nobody waits until the clock has caught up.
 */
function nextPause(start: Instant, now: Instant): { readonly mark: number; readonly pause: number } {
  const elapsed = Math.abs(now - start);
  let mark = FIRST_MARKS.find((one) => one > elapsed) ?? FIRST_MARKS.at(-1) ?? LONGEST_PAUSE;
  while (mark <= elapsed) mark *= 2;
  return { mark, pause: mark - elapsed };
}

/** The starts with one more; `undefined` where today there were enough. */
export function mayStartAnew(starts: readonly Instant[], now: Instant): readonly Instant[] | undefined {
  const today = starts.filter((at) => at > now - DAY);
  return today.length >= STARTS_A_DAY ? undefined : [...today, now];
}

/** What answered questions contradict is given up after three days. */
const CONTRADICTED_FOR = 3 * DAY;
/** What no question about it was answered for a month is for a person to find out. */
const UNANSWERED_FOR = 30 * DAY;

/** For how long a report of a notification is asked about, counted from when it was last heard. */
export const reportLife = (contradicted: number): number => (contradicted > 0 ? CONTRADICTED_FOR : UNANSWERED_FOR);

/** What stays open after it was paid is asked about at least so often, until a day after its end. */
const LONGEST_PAUSE_OF_CLOSING = 4 * HOUR;

/** When to try again to close a code that was paid; `undefined` when it has long been over. */
export function nextClosingAt(
  payment: Pick<AskedAbout, 'createdAt' | 'expiresAt' | 'quickStarts'>,
  now: Instant,
): Instant | undefined {
  if (now >= payment.expiresAt + DAY) return undefined;
  return now + Math.min(nextPause(startOf(payment), now).pause, LONGEST_PAUSE_OF_CLOSING);
}
