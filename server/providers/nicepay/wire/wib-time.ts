import type { Instant } from '../../../payments/model/model.ts';

/* NICEPAY's times are Jakarta's (WIB): seven hours ahead of UTC all year, on a 24-hour clock. */

const AHEAD_MS = 7 * 3_600_000;

/** `20260401120000`: date and time of day, as `timeStamp` wants them. */
export const wibStamp = (instant: Instant): string =>
  new Date(instant + AHEAD_MS).toISOString().replace(/\D/g, '').slice(0, 14);

/** `20260401`. */
export const wibDate = (instant: Instant): string => wibStamp(instant).slice(0, 8);

/** `120000`. */
export const wibTime = (instant: Instant): string => wibStamp(instant).slice(8);

/**
 * The moment that `20260401` and `120000` name in Jakarta. `undefined` when one of them is missing, has another form or
 * names no real day or time.
 */
export function fromWib(date: string | undefined, time: string | undefined): Instant | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? '');
  const clock = /^(\d{2})(\d{2})(\d{2})$/.exec(time ?? '');
  if (day === null || clock === null) return undefined;
  const [year, month, dayOfMonth] = day.slice(1).map(Number);
  const [hour, minute, second] = clock.slice(1).map(Number);
  const instant = Date.UTC(year ?? 0, (month ?? 0) - 1, dayOfMonth, hour, minute, second) - AHEAD_MS;
  // A 31st of February would have rolled over into March.
  return wibDate(instant) === date && wibTime(instant) === time ? instant : undefined;
}

/** The last moment of a month in Jakarta, from `YYMM`: how long a card is good. */
export function endOfWibMonth(yymm: string | undefined): Instant | undefined {
  const match = /^(\d{2})(0[1-9]|1[0-2])$/.exec(yymm ?? '');
  return match === null ? undefined : Date.UTC(2000 + Number(match[1]), Number(match[2]), 1) - AHEAD_MS - 1;
}
