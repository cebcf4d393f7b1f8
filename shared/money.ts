/** Currencies and their decimals (ISO 4217, except IDR, whose sen are no longer in use). */
export const CURRENCY_DECIMALS = { IDR: 0, VND: 0, PHP: 2, THB: 2, MYR: 2, SGD: 2 } as const;

export type Currency = keyof typeof CURRENCY_DECIMALS;

export const CURRENCIES = /* @__PURE__ */ Object.keys(CURRENCY_DECIMALS) as [Currency, ...Currency[]];

/** Above the maximum of any channel: 10^14 smallest units. */
export const MAX_AMOUNT = 100_000_000_000_000;

/** An amount in the currency's smallest unit: IDR 150000 is Rp150.000, PHP 1000001 is PHP 10,000.01. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

export const sameMoney = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

/** `1000001` PHP → `"10000.01"`, `150000` IDR → `"150000"`. Exact: no float is involved. */
export function toMajorText({ amount, currency }: Money): string {
  const decimals = CURRENCY_DECIMALS[currency];
  if (decimals === 0) return String(amount);
  const digits = String(amount).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * The reverse of {@link toMajorText}, for amounts from providers: `"10000.01"`, `"10000.010"` or `10000.01` PHP →
 * `1000001`. `undefined` if the text is not a plain decimal, is negative, or has more decimals than the currency.
 */
export function fromMajor(major: string | number, currency: Currency): number | undefined {
  // Trailing zeros are part of the pattern: stripping them separately is quadratic in the length of the text.
  const match = /^(\d{1,15})(?:\.(?=\d)(\d{0,2}?)0*)?$/.exec(String(major));
  if (!match) return undefined;
  const decimals = CURRENCY_DECIMALS[currency];
  const fraction = match[2] ?? '';
  if (fraction.length > decimals) return undefined;
  const amount = Number(`${match[1] ?? ''}${fraction.padEnd(decimals, '0')}`);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** For display: `Rp 150.000`, `₱10,000.01`, with the decimals of the currency. `sign`: how its name is written. */
export function formatMoney(
  { amount, currency }: Money,
  locale: string,
  sign: 'symbol' | 'narrowSymbol' = 'symbol',
): string {
  const decimals = CURRENCY_DECIMALS[currency];
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: sign,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals);
}
