import { indonesianZoneName } from '../../shared/zone-name.ts';
import { createMoneyFormat, type MoneyFormat } from './money-format.ts';

/** Amounts and times as people of this language and country write them. */
export interface Formats {
  readonly money: MoneyFormat;
  /** A moment in the customer's own time zone, with the zone's name. */
  readonly moment: (iso: string) => string;
  /** The time of day in the customer's own time zone, to the minute. `at`: epoch milliseconds. */
  readonly time: (at: number) => string;
}

/**
 * @param locale a language tag, with the checkout's country where it is known: `id-ID`, `en-PH`
 * @param timeZone IANA; absent: the customer's
 */
export function createFormats(locale: string, timeZone?: string): Formats {
  const clock = { hour: '2-digit', minute: '2-digit', timeZone } as const;
  /** A screen is rendered again and again with the same ones. */
  const moments: Record<string, string> = {};
  const writeMoment = (at: number): string =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...clock,
      timeZoneName: 'short',
    })
      .formatToParts(at)
      // A language that names the zone itself needs no second format for that: each takes a slow phone a while to make.
      .map(({ type, value }) =>
        type === 'timeZoneName' && value.startsWith('GMT') ? (indonesianZoneName(at, timeZone) ?? value) : value,
      )
      .join('')
      // Chinese has the zone before the time, which reads as if it belonged to the day.
      .replace(/([A-Z][\w+:-]{0,9}) ?(\D{0,9}\d\d?:\d\d)$/, '$2 $1');
  return {
    money: createMoneyFormat(locale),
    moment(iso) {
      momentsAreQuick = true;
      return (moments[iso] ??= writeMoment(Date.parse(iso)));
    },
    time: (at) => new Intl.DateTimeFormat(locale, clock).format(at),
  };
}

/** Whether a moment has been written in this page: the first one takes a slow phone 50 ms, the next ones nothing. */
export let momentsAreQuick = false;
