import { type Currency, formatMoney } from '../../shared/money.ts';

export type MoneyFormat = (amount: number, currency: Currency) => string;

/** Amounts as people of this language and country write them. `locale`: a language tag, `id-ID`. */
export function createMoneyFormat(locale: string): MoneyFormat {
  /** A screen is rendered again and again with the same ones. */
  const texts: Record<string, string> = {};
  // Every country's own sign, also in other languages; `$` alone would be the dollar of another country.
  return (amount, currency) =>
    (texts[currency + amount] ??= formatMoney(
      { amount, currency },
      locale,
      currency === 'SGD' ? 'symbol' : 'narrowSymbol',
    ));
}
