import type { Instant } from '../../../payments/model/model.ts';

/* NICEPAY uses Jakarta time (WIB): UTC+7 all year, on a 24-hour clock. */

const UTC_OFFSET_MS = 7 * 3_600_000;

/** Date and time as in `timeStamp`: `20260401120000`. */
export const wibStamp = (instant: Instant): string =>
  new Date(instant + UTC_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14);

/** `20260401`. */
export const wibDate = (instant: Instant): string => wibStamp(instant).slice(0, 8);

/** `120000`. */
export const wibTime = (instant: Instant): string => wibStamp(instant).slice(8);

/**
 * The instant of a date and time in Jakarta, such as `20260401` and `120000`. `undefined` when one of them is missing, has
 * another format, or is not a valid day or time.
 */
export function fromWib(date: string | undefined, time: string | undefined): Instant | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? '');
  const clock = /^(\d{2})(\d{2})(\d{2})$/.exec(time ?? '');
  if (day === null || clock === null) return undefined;
  const [year, month, dayOfMonth] = day.slice(1).map(Number);
  const [hour, minute, second] = clock.slice(1).map(Number);
  const instant = Date.UTC(year ?? 0, (month ?? 0) - 1, dayOfMonth, hour, minute, second) - UTC_OFFSET_MS;
  // `Date.UTC` turns 31 February into a day in March.
  return wibDate(instant) === date && wibTime(instant) === time ? instant : undefined;
}

/** The last instant of a month in Jakarta, from `YYMM`: when a card expires. */
export function endOfWibMonth(yymm: string | undefined): Instant | undefined {
  const match = /^(\d{2})(0[1-9]|1[0-2])$/.exec(yymm ?? '');
  return match === null ? undefined : Date.UTC(2000 + Number(match[1]), Number(match[2]), 1) - UTC_OFFSET_MS - 1;
}
