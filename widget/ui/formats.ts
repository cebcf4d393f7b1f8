import { type Currency, formatMoney } from '../../shared/money.ts';

/** Amounts and times as people of this language and country write them. */
export interface Formats {
  readonly money: (amount: number, currency: Currency) => string;
  /** A moment in the customer's own time zone, with the zone's name. */
  readonly moment: (iso: string) => string;
  /** The time of day in the customer's own time zone, to the minute. `at`: epoch milliseconds. */
  readonly time: (at: number) => string;
}

/** `locale`: a language tag, with the checkout's country where it is known: `id-ID`, `en-PH`. */
export function createFormats(locale: string): Formats {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const moments = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...clock,
    timeZoneName: 'short',
  });
  const times = new Intl.DateTimeFormat(locale, clock);
  return {
    money: (amount, currency) => formatMoney({ amount, currency }, locale),
    moment: (iso) => moments.format(new Date(iso)),
    time: (at) => times.format(at),
  };
}
