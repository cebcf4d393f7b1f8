/** A moment that the customer must not miss. */
export interface CalendarEntry {
  readonly id: string;
  /** ISO. */
  readonly at: string;
  readonly title: string;
  readonly text: string;
  /** When the entry is made, epoch milliseconds. */
  readonly now: number;
}

const HOUR_MS = 3_600_000;

/**
 * An iCalendar file (RFC 5545) with one event in UTC, which every calendar shows in its own zone. It is reminded of an hour
 * before, or ten minutes before where less than an hour is left.
 */
export function calendarFile({ id, at, title, text, now }: CalendarEntry): string {
  const reminder = Date.parse(at) - now > HOUR_MS ? '-PT1H' : '-PT10M';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kasir//Checkout//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@kasir`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(Date.parse(at))}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(text)}`,
    // It takes none of the customer's time.
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${reminder}`,
    `DESCRIPTION:${escapeText(title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** `2026-11-22T13:00:00.000Z` → `20261122T130000Z`. */
const utc = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

/** RFC 5545, 3.3.11. */
const escapeText = (text: string): string =>
  text.replace(/[\\;,]/g, String.raw`\$&`).replace(/\r\n|\r|\n/g, String.raw`\n`);

const MAX_OCTETS = 75;
const encoder = new TextEncoder();

/** RFC 5545, 3.1: no line is longer than 75 octets, and no character is cut. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const { length } = encoder.encode(character);
    if (octets + length > MAX_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return folded;
}
