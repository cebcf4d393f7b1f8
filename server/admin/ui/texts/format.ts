import { formatMoney, type Currency, type Money } from '../../../../shared/money.ts';

/* Times and amounts as a person reads them. The texts are English; amounts are written as in the currency's country. */

const LOCALES: Readonly<Record<Currency, string>> = {
  IDR: 'id-ID',
  VND: 'vi-VN',
  PHP: 'en-PH',
  THB: 'en-TH',
  MYR: 'ms-MY',
  SGD: 'en-SG',
};

export const moneyText = (money: Money): string => formatMoney(money, LOCALES[money.currency]);

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const exactMoment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const clockTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });

/** `10 Mar 2026, 10:00`, in the time zone of whoever looks at it. */
export const momentText = (iso: string): string => moment.format(new Date(iso));
/** With seconds. */
export const exactText = (iso: string): string => exactMoment.format(new Date(iso));
export const clockText = (iso: string): string => clockTime.format(new Date(iso));
export const dayText = (iso: string): string => day.format(new Date(iso));

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

/** How long ago: `3 hours`. */
export function ageText(iso: string, now = Date.now()): string {
  const ms = Math.max(0, now - Date.parse(iso));
  const [size, unit] = UNITS.find(([each]) => ms >= each) ?? [0, ''];
  if (size === 0) return 'less than a minute';
  const count = Math.floor(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Of a whole that may be empty: `–`. */
export const percentText = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)}%`;
