import { type Currency, formatMoney } from '../../shared/money.ts';

export type MoneyFormat = (amount: number, currency: Currency) => string;

/** Amounts as people of this language and country write them. `locale`: a language tag, `id-ID`. */
export const createMoneyFormat =
  (locale: string): MoneyFormat =>
  (amount, currency) =>
    locale === 'id-ID' && currency === 'IDR'
      ? rupiah(amount)
      : // Every country's own sign, also in other languages; `$` alone would be the dollar of another country.
        formatMoney({ amount, currency }, locale, currency === 'SGD' ? 'symbol' : 'narrowSymbol');

/** As `Intl` has it in Indonesian, whose first format of numbers would keep the list of a slow phone back for 40 ms. */
const rupiah = (amount: number): string => `Rp\u00a0${inThousands(amount)}`;

const inThousands = (amount: number): string =>
  amount < 1000 ? `${amount}` : `${inThousands(Math.floor(amount / 1000))}.${`${amount % 1000}`.padStart(3, '0')}`;
