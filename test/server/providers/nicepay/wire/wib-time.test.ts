import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  endOfWibMonth,
  fromWib,
  wibDate,
  wibStamp,
  wibTime,
} from '../../../../../server/providers/nicepay/wire/wib-time.ts';

test('Jakarta is seven hours ahead, on a 24-hour clock', () => {
  assert.equal(wibStamp(Date.UTC(2026, 2, 1, 10, 5, 9)), '20260301170509');
  assert.equal(wibStamp(Date.UTC(2025, 11, 31, 17, 0, 0)), '20260101000000');
  assert.equal(wibDate(Date.UTC(2026, 2, 1, 16, 59, 59, 999)), '20260301');
  assert.equal(wibTime(Date.UTC(2026, 2, 1, 16, 59, 59, 999)), '235959');
});

test('a formatted time can be parsed', () => {
  for (const instant of [0, Date.UTC(2024, 1, 29, 3), Date.UTC(2026, 11, 31, 23, 59, 59)]) {
    assert.equal(fromWib(wibDate(instant), wibTime(instant)), instant);
  }
});

test('not a time: missing, in another format, or not in the calendar', () => {
  for (const [date, time] of [
    [undefined, undefined],
    ['20260301', undefined],
    [undefined, '120000'],
    ['2026-03-01', '120000'],
    ['20260301', '1200'],
    ['20260231', '120000'],
    ['20261301', '120000'],
    ['20260301', '246000'],
    ['null', 'null'],
  ] as const) {
    assert.equal(fromWib(date, time), undefined, `${date} ${time}`);
  }
});

test('a card is valid until its month ends in Jakarta', () => {
  assert.equal(endOfWibMonth('2912'), Date.UTC(2029, 11, 31, 17) - 1);
  assert.equal(endOfWibMonth('2602'), Date.UTC(2026, 1, 28, 17) - 1);
  for (const text of [undefined, '', '1229', '2600', '26', '****']) assert.equal(endOfWibMonth(text), undefined);
});
