import type { Instant } from '../../../payments/model/model.ts';

/* Midtrans uses Jakarta time (WIB): UTC+7 all year, on a 24-hour clock, without naming the zone. */

const UTC_OFFSET_MS = 7 * 3_600_000;

/** `2026-01-31 16:33:49`. Fractions of a second are cut off. */
export const toWib = (instant: Instant): string =>
  new Date(instant + UTC_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');

/** As requests want it: `2026-01-31 16:33:49 +0700`. */
export const toZonedWib = (instant: Instant): string => `${toWib(instant)} +0700`;

/** `undefined` for another format, or a day or time that does not exist. A zone at the end must be that of Jakarta. */
export function fromWib(text: string | undefined): Instant | undefined {
  const [, moment] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?: ?\+0700)?$/.exec(text?.trim() ?? '') ?? [];
  if (moment === undefined) return undefined;
  const instant = Date.parse(`${moment.replace(' ', 'T')}Z`) - UTC_OFFSET_MS;
  // `Date.parse` turns 31 February into a day in March.
  return !Number.isNaN(instant) && toWib(instant) === moment ? instant : undefined;
}
