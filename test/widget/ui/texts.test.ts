import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkField } from '../../../widget/ui/field-check.ts';
import { createFormats } from '../../../widget/ui/formats.ts';
import { groupText } from '../../../widget/ui/group-text.ts';
import { monogram, tint } from '../../../widget/ui/monogram.ts';
import { clockText, passedMark } from '../../../widget/ui/remaining.ts';
import { CHANNELS } from '../../../shared/channel.ts';

describe('codes, grouped for reading', () => {
  test('are in groups of four, and none of a single character', () => {
    assert.equal(groupText('8808112233445566'), '8808 1122 3344 5566');
    assert.equal(groupText('380081212'), '3800 812 12');
    assert.equal(groupText('38008121234'), '3800 8121 234');
    assert.equal(groupText('123'), '123');
    assert.equal(groupText('1234 5678'), '1234 5678');
  });

  test('lose no character', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,30}$/), (code) => {
        assert.equal(groupText(code).replaceAll(' ', ''), code);
        assert.ok(code.length < 5 || !/ .$/.test(groupText(code)));
      }),
    );
  });
});

describe('the countdown', () => {
  test('shows hours only when there are any, and is never negative', () => {
    assert.equal(clockText(3_600_000), '1:00:00');
    assert.equal(clockText(86_400_000), '24:00:00');
    assert.equal(clockText(3_599_000), '59:59');
    assert.equal(clockText(61_000), '01:01');
    assert.equal(clockText(1), '00:01');
    assert.equal(clockText(0), '00:00');
    assert.equal(clockText(-5_000), '00:00');
  });

  test('is announced at 15, 5 and 1 minutes, each once', () => {
    const said: (number | undefined)[] = [];
    for (let left = 20 * 60_000; left > 0; left -= 1_000) said.push(passedMark(left + 1_000, left));
    assert.deepEqual(
      said.filter((mark) => mark !== undefined),
      [15, 5, 1],
    );
  });
});

describe('a channel without a logo', () => {
  test('has a short monogram, and always the same tint', () => {
    assert.equal(monogram('BCA Virtual Account'), 'BCA');
    assert.equal(monogram('Bank Neo Commerce Virtual Account'), 'NC');
    assert.equal(monogram('CIMB Niaga Virtual Account'), 'CIMB');
    assert.equal(monogram('ShopeePay'), 'SP');
    assert.equal(monogram('GoPay'), 'GP');
    assert.equal(monogram('Mandiri Virtual Account'), 'MA');
    for (const [code, { label }] of Object.entries(CHANNELS)) {
      assert.match(monogram(label), /^\S{2,4}$/, label);
      assert.ok(Number.isInteger(tint(code)) && tint(code) >= 0 && tint(code) < 6);
    }
  });
});

describe('what the customer types', () => {
  const phone = { type: 'phone', required: true } as const;

  test('a phone number, national or international, however it is spaced', () => {
    for (const value of [
      '081234567890',
      '+6281234567890',
      '0812-3456-7890',
      ' (0812) 3456 7890 ',
      '\u202a+62\u00a00812/3456\u20117890\u202c',
    ])
      assert.equal(checkField(phone, value), undefined, value);
    for (const value of [
      '0812',
      'abc',
      '08123456789012345',
      '+62 812 x',
      '081234567890; drop',
      '+62 812 3456 7890 12345',
    ])
      assert.equal(checkField(phone, value), 'phone', value);
  });

  test('a plausible e-mail address', () => {
    const email = { type: 'email', required: true } as const;
    for (const value of ['a@b', 'budi@toko.co.id']) assert.equal(checkField(email, value), undefined, value);
    for (const value of ['budi', '@toko', 'a b@c', 'a@b@c']) assert.equal(checkField(email, value), 'email', value);
  });

  test('nothing, where that is allowed', () => {
    assert.equal(checkField(phone, '  '), 'needed');
    assert.equal(checkField({ ...phone, required: false }, ''), undefined);
  });

  test('a very long text is checked quickly', () => {
    assert.equal(checkField({ type: 'email', required: true }, `${'a'.repeat(50_000)}@`), 'email');
    assert.equal(checkField(phone, '0'.repeat(50_000)), 'phone');
  });
});

describe('amounts and moments', () => {
  test('are written as usual in the country', () => {
    assert.equal(createFormats('id-ID').money(150_000, 'IDR').replace(/\s/, ' '), 'Rp 150.000');
    assert.equal(createFormats('en-ID').money(150_000, 'IDR').replace(/\s/, ' '), 'Rp 150.000');
    assert.equal(createFormats('en-PH').money(1_000_001, 'PHP'), '₱10,000.01');
  });

  test('moments carry a day, a time and a zone', () => {
    assert.match(createFormats('id-ID').moment('2026-11-22T13:00:00.000Z'), /\w{3}, 2\d Nov.* \d\d\.\d\d \S+/);
  });
});
