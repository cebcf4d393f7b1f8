import type { ShopLanguage } from './shop-language.ts';

export interface Country {
  readonly currency: string;
  /** Decimals of the currency in use: prices are integers of its smallest unit. */
  readonly decimals: number;
  readonly locale: string;
  readonly name: Readonly<Record<ShopLanguage, string>>;
  /** Who the cart page suggests as the customer, so that trying it out takes no typing. */
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string };
}

const country = (
  currency: string,
  decimals: number,
  locale: string,
  name: Country['name'],
  customer: Country['customer'],
): Country => ({ currency, decimals, locale, name, customer });

/** The countries the shop has a price list for, by ISO 3166 code. */
export const COUNTRIES = {
  ID: country(
    'IDR',
    0,
    'id-ID',
    { id: 'Indonesia', en: 'Indonesia' },
    {
      name: 'Sari Wulandari',
      email: 'sari@example.com',
      phone: '081234567890',
    },
  ),
  PH: country(
    'PHP',
    2,
    'en-PH',
    { id: 'Filipina', en: 'Philippines' },
    {
      name: 'Liza Reyes',
      email: 'liza@example.com',
      phone: '+639171234567',
    },
  ),
  TH: country(
    'THB',
    2,
    'th-TH-u-nu-latn',
    { id: 'Thailand', en: 'Thailand' },
    {
      name: 'Somchai Jaidee',
      email: 'somchai@example.com',
      phone: '+66812345678',
    },
  ),
  VN: country(
    'VND',
    0,
    'vi-VN',
    { id: 'Vietnam', en: 'Vietnam' },
    {
      name: 'Nguyen Thi Lan',
      email: 'lan@example.com',
      phone: '+84912345678',
    },
  ),
  MY: country(
    'MYR',
    2,
    'ms-MY',
    { id: 'Malaysia', en: 'Malaysia' },
    {
      name: 'Nurul Aisyah',
      email: 'nurul@example.com',
      phone: '+60123456789',
    },
  ),
  SG: country(
    'SGD',
    2,
    'en-SG',
    { id: 'Singapura', en: 'Singapore' },
    {
      name: 'Tan Wei Ling',
      email: 'weiling@example.com',
      phone: '+6581234567',
    },
  ),
} as const satisfies Readonly<Record<string, Country>>;

export type CountryCode = keyof typeof COUNTRIES;

export const COUNTRY_CODES = Object.keys(COUNTRIES) as [CountryCode, ...CountryCode[]];

export const isCountryCode = (code: string): code is CountryCode => Object.hasOwn(COUNTRIES, code);

/** The country with this currency, for orders that name no country. */
export const countryOfCurrency = (currency: string): CountryCode | undefined =>
  COUNTRY_CODES.find((code) => COUNTRIES[code].currency === currency);

/** `385000` IDR → `Rp 385.000`. A currency without a price list is shown in its smallest unit, with its code. */
export function formatPrice(amount: number, currency: string): string {
  const country = countryOfCurrency(currency);
  if (country === undefined) return `${currency} ${amount}`;
  const { locale, decimals } = COUNTRIES[country];
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals);
}
