import type { Instant } from '../model/model.ts';
import type { InquirySchedule } from '../ports/ports.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The marks of a quick schedule: the first inquiries after a notification, or about an unknown outcome. */
const QUICK_MARKS = [2, 4, 8, 15, 30];
/** For so long after its end a payment or checkout is tried to be ended, and a closing confirmed. */
const ENDING_WATCH = 30 * DAY;

/** While a notification is unconfirmed, inquiries are at most so far apart. */
const LONGEST_PAUSE_UNCONFIRMED = 6 * HOUR;

/** Inquiries about one payment that notifications cause are at least so far apart. */
const COALESCED_MS = 2 * SECOND;

/**
 * The earliest time at which a notification may cause an inquiry. A last inquiry in the future was made before the
 * clock was set back, and is ignored.
 */
export const soonestInquiryAt = (inquiredAt: Instant | undefined, now: Instant): Instant =>
  inquiredAt === undefined || inquiredAt > now ? now : Math.max(now, inquiredAt + COALESCED_MS);

/** How often a day notifications may restart the quick schedule of one payment. */
const STARTS_A_DAY = 5;

/** What the time of the next inquiry depends on. */
export interface InquirySubject {
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly quickStarts: readonly Instant[];
  /** A notification about it is not confirmed or refuted yet. */
  readonly hasUnconfirmed: boolean;
  /** The provider says that it cannot be paid any more, or it is paid. */
  readonly closed: boolean;
  /** It is paid. */
  readonly paid: boolean;
  /** That of its channel. */
  readonly schedule: InquirySchedule;
}

/** From the answer to the create call to the first inquiry. */
export const firstPauseMs = ({ firstMarks }: InquirySchedule): number => SECOND * firstMarks[0];

/**
 * When to inquire next about a payment: by the schedule of its channel soon at first, then with doubling pauses up to
 * its longest; with doubling pauses from an hour after the expiry until the last notification that the provider may
 * send; then daily where the provider has not confirmed that it is closed. While a notification is unconfirmed, at least
 * every six hours, in every status.
 *
 * @param now epoch milliseconds
 * @returns a moment after `now`; `undefined` when nothing is left to find out
 */
export function nextInquiryAt(payment: InquirySubject, now: Instant): Instant | undefined {
  const moments = [
    payment.paid ? undefined : routineAt(payment, now),
    payment.hasUnconfirmed
      ? now + Math.min(nextPause(startOf(payment), now).pause, LONGEST_PAUSE_UNCONFIRMED)
      : undefined,
  ].filter((at) => at !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function routineAt({ schedule, ...payment }: InquirySubject, now: Instant): Instant | undefined {
  const { createdAt, expiresAt, closed } = payment;
  const isOld = Math.abs(now - createdAt) >= DAY;
  const longest = SECOND * (isOld ? schedule.longestPauseAfterDay : schedule.longestPause);
  const { mark, pause } = nextPause(startOf(payment), now, schedule.firstMarks);
  // At the expiry itself the expire_payment job queries the provider.
  const next = now + (mark / 2 > longest ? longest : pause);
  if (next < expiresAt) return next;
  const elapsed = Math.max(0, now - expiresAt);
  let afterEnd = HOUR;
  while (afterEnd <= elapsed) afterEnd *= 2;
  const planned = Math.min(afterEnd, schedule.lastNotification * SECOND);
  if (planned > elapsed) return expiresAt + planned;
  const days = Math.floor(elapsed / DAY) + 1;
  return closed || days * DAY > schedule.watch * SECOND ? undefined : expiresAt + days * DAY;
}

/** A payment whose closing the provider does not confirm expires no sooner than so long after its end. */
export const GRACE_MS = 5 * MINUTE;
/** Attempts within the grace period, counted from the payment's end; after them the interval doubles. */
const GRACE_MARKS = [20 * SECOND, MINUTE, 2.5 * MINUTE, GRACE_MS];
const LONGEST_PAUSE_AFTER_END = 6 * HOUR;

/**
 * When to try again to expire a payment or checkout that is past its end: four times within the grace period, then
 * after doubling pauses of at most six hours.
 *
 * @returns `undefined` a month after the end: the merchant has to find out
 */
export function nextEndingAt(expiresAt: Instant, now: Instant): Instant | undefined {
  const elapsed = Math.max(0, now - expiresAt);
  if (elapsed >= ENDING_WATCH) return undefined;
  let mark = GRACE_MARKS.find((one) => one > elapsed) ?? GRACE_MS;
  while (mark <= elapsed) mark *= 2;
  return Math.min(expiresAt + mark, now + LONGEST_PAUSE_AFTER_END);
}

const startOf = ({ createdAt, quickStarts }: Pick<InquirySubject, 'createdAt' | 'quickStarts'>): Instant =>
  quickStarts.at(-1) ?? createdAt;

/**
 * The next mark of a schedule that began at `start`, and the time until then. A start in the future (the clock was set
 * back) counts as one that is as long ago, so that inquiries do not stop until the clock has caught up.
 */
function nextPause(
  start: Instant,
  now: Instant,
  firstMarks: readonly number[] = QUICK_MARKS,
): { readonly mark: number; readonly pause: number } {
  const elapsed = Math.abs(now - start);
  const marks = firstMarks.map((seconds) => seconds * SECOND);
  let mark = marks.find((one) => one > elapsed) ?? marks.at(-1) ?? SECOND;
  while (mark <= elapsed) mark *= 2;
  return { mark, pause: mark - elapsed };
}

/** The starts with one more; `undefined` where the limit of a day is reached. */
export function restartQuickSchedule(starts: readonly Instant[], now: Instant): readonly Instant[] | undefined {
  const today = starts.filter((at) => at > now - DAY);
  return today.length >= STARTS_A_DAY ? undefined : [...today, now];
}

/** A report that inquiries contradict is dropped after three days. */
const CONTRADICTED_FOR = 3 * DAY;
/** A report whose inquiries were not answered is dropped after a month. */
const UNANSWERED_FOR = 30 * DAY;

/** For how long a report of a notification is kept, counted from when it was last received. */
export const reportLifetimeMs = (contradicted: number): number =>
  contradicted > 0 ? CONTRADICTED_FOR : UNANSWERED_FOR;

/** The closing of a reusable code is tried at least so often, until a day after its end. */
const LONGEST_PAUSE_OF_CLOSING = 4 * HOUR;

/** When to try again to close a reusable code that was paid; `undefined` a day after its end. */
export function nextClosingAt(
  payment: Pick<InquirySubject, 'createdAt' | 'expiresAt' | 'quickStarts'>,
  now: Instant,
): Instant | undefined {
  if (now >= payment.expiresAt + DAY) return undefined;
  return now + Math.min(nextPause(startOf(payment), now).pause, LONGEST_PAUSE_OF_CLOSING);
}
