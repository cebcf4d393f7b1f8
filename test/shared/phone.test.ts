import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toE164 } from '../../shared/phone.ts';

/** National as people write it, and E.164. */
const GOOD: readonly (readonly [country: string, written: string, e164: string])[] = [
  ['ID', '0812-3456-7890', '+6281234567890'],
  ['ID', '0811 123 456', '+62811123456'],
  ['ID', '081234567890', '+6281234567890'],
  ['ID', '0812345678901', '+62812345678901'],
  ['ID', '(021) 555-1234', '+62215551234'],
  ['ID', '81234567890', '+6281234567890'],
  ['ID', '6281234567890', '+6281234567890'],
  ['PH', '0917 123 4567', '+639171234567'],
  ['PH', '9171234567', '+639171234567'],
  ['PH', '639171234567', '+639171234567'],
  ['PH', '(02) 8123 4567', '+63281234567'],
  ['TH', '081 234 5678', '+66812345678'],
  ['TH', '066 234 5678', '+66662345678'],
  ['TH', '02 123 4567', '+6621234567'],
  ['TH', '66812345678', '+66812345678'],
  ['VN', '091 234 56 78', '+84912345678'],
  ['VN', '0352345678', '+84352345678'],
  ['VN', '024 3825 1234', '+842438251234'],
  ['VN', '84912345678', '+84912345678'],
  ['MY', '012-345 6789', '+60123456789'],
  ['MY', '011-1234 5678', '+601112345678'],
  ['MY', '03-2123 4567', '+60321234567'],
  ['MY', '60123456789', '+60123456789'],
  ['SG', '9123 4567', '+6591234567'],
  ['SG', '6123 4567', '+6561234567'],
  ['SG', '6591234567', '+6591234567'],
];

/** The country, and what can be no number there. */
const BAD: readonly (readonly [country: string, written: string])[] = [
  ['ID', '0812'],
  ['ID', '081234567890123456'],
  ['ID', '0812345'],
  ['ID', '08123456789012'],
  ['PH', '0917 123 456'],
  ['PH', '0917 123 45678'],
  ['TH', '081 234 567'],
  ['TH', '081 234 56789'],
  ['VN', '091 234 56 7'],
  ['VN', '0123456789'],
  ['MY', '012-345 67'],
  ['MY', '012-345 678901'],
  ['SG', '9123 456'],
  ['SG', '09123 4567'],
  ['SG', '5123 4567'],
  ['US', '4155550100'],
];

describe('a phone number', () => {
  for (const [country, written, e164] of GOOD) {
    test(`of ${country}: ${written} is ${e164} (F8)`, () => {
      assert.equal(toE164(written, country), e164);
      // The same from anywhere, with the plus or the two noughts in front.
      assert.equal(toE164(e164, 'SG'), e164);
      assert.equal(toE164(e164.replace('+', '00'), 'ID'), e164);
    });
  }

  for (const [country, written] of BAD)
    test(`of ${country}: ${written} is refused (F8)`, () => assert.equal(toE164(written, country), undefined));

  test('loses the zero for calls at home behind its country code (F8)', () => {
    assert.equal(toE164('+62 0812 3456 7890', 'ID'), '+6281234567890');
    assert.equal(toE164('+62 (0)812 3456 7890', 'SG'), '+6281234567890');
    assert.equal(toE164('0063 0917 123 4567', 'PH'), '+639171234567');
    assert.equal(toE164('+66 (0) 81 234 5678', 'TH'), '+66812345678');
    assert.equal(toE164('+84 (0)91 234 56 78', 'VN'), '+84912345678');
    assert.equal(toE164('+60 (0)12-345 6789', 'MY'), '+60123456789');
    assert.equal(toE164('+65 09123 4567', 'SG'), undefined);
    assert.equal(toE164('+62 0812', 'ID'), undefined);
  });

  test('is the same with any separators (F8)', () => {
    for (const written of [
      '\u202a+62 812-3456-7890\u202c',
      '\u200e+62\u00a0812\u00a03456\u00a07890',
      '\u2068\u2066+62 812 3456 7890\u2069\u2069',
      '+62\u2011812\u20133456\u20147890',
      '+62 812 \u2212 3456 \u2212 7890',
      '[+62] {812} 3456.7890',
      '+62/812/3456/7890',
      '+62\u2009812\u200b3456\u20607890\ufeff',
      '+62\u00ad812\t3456\n7890',
    ])
      assert.equal(toE164(written, 'ID'), '+6281234567890', JSON.stringify(written));
  });

  test('is refused with letters, other signs, or too many digits (F8)', () => {
    for (const written of ['', '+', '00', 'abc', '0812 ext 5', '0812-3456-7890; drop', '++6281234567890', '0812+3456'])
      assert.equal(toE164(written, 'ID'), undefined, written);
    assert.equal(toE164(` ${'('.repeat(60)}081234567890`, 'ID'), undefined);
  });

  test('of other countries has 8 to 15 digits and its plus', () => {
    assert.equal(toE164('+1 415 555 0100', 'ID'), '+14155550100');
    assert.equal(toE164('+39 06 1234567', 'ID'), '+39061234567');
    assert.equal(toE164('+1415', 'ID'), undefined);
    assert.equal(toE164('+1234567890123456', 'ID'), undefined);
    assert.equal(toE164('+0 812 3456 7890', 'ID'), undefined);
  });
});
