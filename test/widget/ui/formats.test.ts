import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { CURRENCIES, CURRENCY_DECIMALS, type Currency, formatMoney, MAX_AMOUNT } from '../../../shared/money.ts';
import { createFormats, momentsAreQuick } from '../../../widget/ui/formats.ts';

const COUNTRY: Readonly<Record<Currency, string>> = {
  IDR: 'ID',
  VND: 'VN',
  PHP: 'PH',
  THB: 'TH',
  MYR: 'MY',
  SGD: 'SG',
};
const SIGN: Readonly<Record<Currency, RegExp>> = {
  IDR: /Rp/,
  VND: /₫/,
  PHP: /₱/,
  THB: /฿/,
  MYR: /RM/,
  SGD: /\$|SGD/,
};
/** English and Malay write numbers as the country does. */
const BY_COUNTRY: readonly Language[] = ['en', 'ms'];
const POINTS_GROUP: readonly Language[] = ['id', 'vi'];

/** 9:05 in Jakarta on a Monday. */
const MORNING = '2026-11-30T02:05:00Z';
const plain = (text: string): string => text.replace(/\s/g, ' ');

test('no time is written, and no format of times made, before there is time for it', (t) => {
  const made = t.mock.method(Intl, 'DateTimeFormat');
  const { money, moment } = createFormats('id-ID');
  money(150_000, 'IDR');
  assert.equal(momentsAreQuick, false);
  assert.equal(made.mock.callCount(), 0);
  moment(MORNING);
  assert.equal(momentsAreQuick, true);
});

test('a moment takes a second format only in a language that does not name the zone itself', (t) => {
  const made = t.mock.method(Intl, 'DateTimeFormat');
  for (const [locale, count] of [
    ['id-ID', 1],
    ['th-ID', 2],
  ] as const) {
    made.mock.resetCalls();
    assert.match(createFormats(locale, 'Asia/Jakarta').moment(MORNING), / WIB$/);
    assert.equal(made.mock.callCount(), count, locale);
  }
});

test('rupiah in Indonesian are written as `Intl` writes them, without a format of numbers', (t) => {
  const made = t.mock.method(Intl, 'NumberFormat');
  const { money } = createFormats('id-ID');
  const amounts = [0, 1, 999, 1_000, 12_345, 150_000, 1_234_567, 1_000_000_000, MAX_AMOUNT];
  const texts = amounts.map((amount) => money(amount, 'IDR'));
  assert.equal(made.mock.callCount(), 0);
  assert.deepEqual(
    texts,
    amounts.map((amount) => formatMoney({ amount, currency: 'IDR' }, 'id-ID', 'narrowSymbol')),
  );
});

for (const language of LANGUAGES)
  describe(`formats in "${language}"`, () => {
    for (const currency of CURRENCIES)
      test(`an amount in ${currency}`, () => {
        const { money } = createFormats(`${language}-${COUNTRY[currency]}`);
        const shown = money(123_456_789, currency);
        assert.match(shown, SIGN[currency]);
        const digits = CURRENCY_DECIMALS[currency] === 0 ? ['123', '456', '789'] : ['1', '234', '567', '89'];
        assert.deepEqual(shown.match(/\d+/g), digits);
        const signs = [...(shown.match(/(?<=\d)[.,](?=\d)/g) ?? [])];
        const [group] = signs;
        if (!BY_COUNTRY.includes(language)) assert.equal(group, POINTS_GROUP.includes(language) ? '.' : ',');
        // Groups with one sign, decimals with the other.
        assert.deepEqual(
          signs.map((sign) => sign === group),
          CURRENCY_DECIMALS[currency] === 0 ? [true, true] : [true, true, false],
        );
      });

    test('a deadline, in the customer’s zone with its name', () => {
      const shown = (country: string, timeZone: string) =>
        plain(createFormats(`${language}-${country}`, timeZone).moment(MORNING));
      for (const [timeZone, name, hour] of [
        ['Asia/Jakarta', 'WIB', 9],
        ['Asia/Makassar', 'WITA', 10],
        ['Asia/Jayapura', 'WIT', 11],
        ['Asia/Bangkok', 'GMT+7', 9],
        ['Asia/Ho_Chi_Minh', 'GMT+7', 9],
        ['Asia/Manila', 'GMT+8', 10],
      ] as const)
        for (const country of Object.values(COUNTRY)) {
          const text = shown(country, timeZone);
          assert.ok(text.includes(name) || /PH?[DS]?T/.test(text), `${timeZone}, ${country}: ${text}`);
          assert.match(text, new RegExp(`(^|\\D)${String(hour).padStart(2, '0')}[.:]05`), text);
          assert.match(text, /30/, text);
          const [zone = name] = text.match(/\b(?:GMT[+]\d|PH?[DS]?T)\b/) ?? [];
          assert.ok(text.indexOf(zone) > text.search(/[.:]05/), `the zone after the time: ${text}`);
        }
    });

    test('no other calendar, no other digits', () => {
      const text = createFormats(`${language}-TH`, 'Asia/Bangkok').moment(MORNING);
      assert.doesNotMatch(text, /[๐-๙]|2569/);
    });
  });

test('hours are counted as the country counts them', () => {
  const at = Date.parse('2026-11-30T09:05:00Z');
  const time = (locale: string) => plain(createFormats(locale, 'Asia/Jakarta').time(at));
  assert.equal(time('id-ID'), '16.05');
  assert.equal(time('th-TH'), '16:05');
  assert.equal(time('vi-VN'), '16:05');
  assert.equal(time('zh-CN'), '16:05');
  assert.match(time('fil-PH'), /^04:05 PM$/);
  assert.match(time('ms-MY'), /^04:05 PTG$/);
});
