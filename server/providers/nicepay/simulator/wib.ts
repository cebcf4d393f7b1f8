import type { Instant } from '../../../payments/model/model.ts';

/* Jakarta's clock, written for the simulator alone: it must not share a mistake with the adapter. */

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

interface Wall {
  /** `YYYYMMDD` */
  readonly date: string;
  /** `HHMMSS` */
  readonly time: string;
}

export function wallClock(at: Instant): Wall {
  const parts = new Map(JAKARTA.formatToParts(at).map(({ type, value }) => [type, value]));
  const join = (...names: readonly Intl.DateTimeFormatPartTypes[]): string =>
    names.map((name) => parts.get(name) ?? '').join('');
  return { date: join('year', 'month', 'day'), time: join('hour', 'minute', 'second') };
}

/** The moment of a date and a time of day; `undefined` when the calendar or the clock knows no such moment. */
export function parseWib(date: string, time: string): Instant | undefined {
  if (!/^\d{8}$/.test(date) || !/^\d{6}$/.test(time)) return undefined;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
  const [, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)$/.exec(time) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`);
  if (Number.isNaN(at)) return undefined;
  const told = wallClock(at);
  return told.date === date && told.time === time ? at : undefined;
}

/** Of a `timeStamp`: `YYYYMMDDHHMMSS`. */
export const parseTimeStamp = (stamp: string): Instant | undefined =>
  stamp.length === 14 ? parseWib(stamp.slice(0, 8), stamp.slice(8)) : undefined;

/** The midnight that ends the day: what was paid is settled then. */
export function endOfDay(at: Instant): Instant {
  const { date } = wallClock(at);
  return (parseWib(date, '000000') ?? at) + 86_400_000;
}
