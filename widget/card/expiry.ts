import { onlyDigits } from './digits.ts';

export interface Expiry {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

const SHAPES = [
  // 8/29, 08/2029, 08-29, 08 / 29
  /^(?<month>\d{1,2}) ?[/.\- ] ?(?:20)?(?<year>\d{2})$/,
  // 0829, 082029
  /^(?<month>\d{2})(?:20)?(?<year>\d{2})$/,
  // 2029-08, as browsers fill in a month
  /^20(?<year>\d{2})-(?<month>\d{2})$/,
];

/** The expiry from what was typed or pasted; `undefined` when that is not a month. */
export function parseExpiry(text: string): Expiry | undefined {
  const plain = text.normalize('NFKC').trim();
  for (const shape of SHAPES) {
    const { month, year } = shape.exec(plain)?.groups ?? {};
    const found = { month: Number(month), year: 2000 + Number(year) };
    if (found.month >= 1 && found.month <= 12) return found;
  }
  return undefined;
}

/** A card is valid to the end of its month, in the customer's time zone. `now`: epoch ms. */
export function hasExpired({ year, month }: Expiry, now: number): boolean {
  const today = new Date(now);
  return year < today.getFullYear() || (year === today.getFullYear() && month < today.getMonth() + 1);
}

const two = (value: number): string => String(value % 100).padStart(2, '0');

/** As it is sent: `2908`. */
export const toYymm = ({ year, month }: Expiry): string => two(year) + two(month);

/** The field's text while the customer types: `8` → `08/`, `0829` → `08/29`, `08/2029` → `08/29`. */
export function shapeExpiry(text: string): string {
  const expiry = parseExpiry(text);
  if (expiry) return `${two(expiry.month)}/${two(expiry.year)}`;
  const [, typedMonth, typedYear] = /^(\d{0,2})\/(\d*)$/.exec(text) ?? [];
  if (typedMonth !== undefined && typedYear !== undefined) return `${typedMonth}/${yearPart(typedYear)}`;
  const digits = onlyDigits(text).replace(/^[2-9]/, '0$&');
  return digits.length < 2 ? digits : `${digits.slice(0, 2)}/${yearPart(digits.slice(2))}`;
}

/** Two digits, or four of this century: `203` may become `2030`. */
const yearPart = (digits: string): string => digits.slice(0, digits.startsWith('20') ? 4 : 2);
