import type { Instant } from '../../../payments/model/model.ts';

/* Jakarta time, not shared with the adapter: a mistake in one of them must not be repeated in the other. */

const JAKARTA = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Jakarta',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

interface WallClock {
  /** `YYYYMMDD` */
  readonly date: string;
  /** `HHMMSS` */
  readonly time: string;
}

export function wallClock(at: Instant): WallClock {
  const parts = new Map(JAKARTA.formatToParts(at).map(({ type, value }) => [type, value]));
  const join = (...names: readonly Intl.DateTimeFormatPartTypes[]): string =>
    names.map((name) => parts.get(name) ?? '').join('');
  return { date: join('year', 'month', 'day'), time: join('hour', 'minute', 'second') };
}

/** The instant of a date and time in Jakarta; `undefined` when they are not valid. */
export function parseWib(date: string, time: string): Instant | undefined {
  if (!/^\d{8}$/.test(date) || !/^\d{6}$/.test(time)) return undefined;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
  const [, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)$/.exec(time) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`);
  if (Number.isNaN(at)) return undefined;
  const parsed = wallClock(at);
  return parsed.date === date && parsed.time === time ? at : undefined;
}

/** The instant of a `timeStamp`: `YYYYMMDDHHMMSS`. */
export const parseTimeStamp = (stamp: string): Instant | undefined =>
  stamp.length === 14 ? parseWib(stamp.slice(0, 8), stamp.slice(8)) : undefined;

/** The end of the day in Jakarta, when payments are settled. */
export function endOfDay(at: Instant): Instant {
  const { date } = wallClock(at);
  return (parseWib(date, '000000') ?? at) + 86_400_000;
}
