import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hasExpired, parseExpiry, shapeExpiry, toYymm } from '../../../widget/card/expiry.ts';

const AUGUST = { year: 2029, month: 8 };

describe('the end of a card', () => {
  for (const text of [
    '08/29',
    '8/29',
    '0829',
    '08/2029',
    '8/2029',
    '082029',
    '08-29',
    '08 / 29',
    '08.2029',
    '2029-08',
    ' 08/29 ',
  ])
    test(`is read from "${text}"`, () => assert.deepEqual(parseExpiry(text), AUGUST));

  for (const text of [
    '',
    '8',
    '08',
    '08/',
    '08/2',
    '829',
    '13/29',
    '00/29',
    '1329',
    '08/1929',
    '08/29/01',
    'aug 29',
    '2029-13',
  ])
    test(`is not read from "${text}"`, () => assert.equal(parseExpiry(text), undefined));

  test('of the year 2020 is not taken for the beginning of another year', () => {
    assert.deepEqual(parseExpiry('12/20'), { year: 2020, month: 12 });
    assert.deepEqual(parseExpiry('1220'), { year: 2020, month: 12 });
  });

  test('is sent with the year first', () => {
    assert.equal(toYymm(AUGUST), '2908');
    assert.equal(toYymm({ year: 2030, month: 12 }), '3012');
  });

  test('is the last moment of its month, by the customer’s calendar', () => {
    const lastMinute = new Date(2029, 7, 31, 23, 59).getTime();
    assert.ok(!hasExpired(AUGUST, lastMinute));
    assert.ok(hasExpired(AUGUST, lastMinute + 60_000));
    assert.ok(!hasExpired({ year: 2030, month: 1 }, lastMinute));
    assert.ok(hasExpired({ year: 2028, month: 12 }, lastMinute));
  });
});

describe('while it is typed', () => {
  /** The field's text after these keys, typed one by one at its end. */
  const typed = (keys: string): string => [...keys].reduce((text, key) => shapeExpiry(text + key), '');

  for (const [keys, shown] of [
    ['0', '0'],
    ['1', '1'],
    ['8', '08/'],
    ['08', '08/'],
    ['12', '12/'],
    ['0829', '08/29'],
    ['829', '08/29'],
    ['08/29', '08/29'],
    ['8/29', '08/29'],
    ['1/29', '01/29'],
    ['08/2029', '08/29'],
    ['082029', '08/29'],
    ['12/2030', '12/30'],
    ['122030', '12/30'],
    ['08299', '08/29'],
    ['ab08x29', '08/29'],
    ['1329', '13/29'],
  ] as const)
    test(`${keys} becomes ${shown}`, () => assert.equal(typed(keys), shown));

  for (const text of ['08/2029', '0829', '082029', '2029-08', '08 / 29'])
    test(`"${text}", pasted, becomes 08/29`, () => assert.equal(shapeExpiry(text), '08/29'));
});
