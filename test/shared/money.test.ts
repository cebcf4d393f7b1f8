import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  CURRENCIES,
  CURRENCY_DECIMALS,
  formatMoney,
  fromMajor,
  MAX_AMOUNT,
  sameMoney,
  toMajorText,
} from '../../shared/money.ts';

describe('money', () => {
  it('is written in major units without a float', () => {
    assert.equal(toMajorText({ amount: 150_000, currency: 'IDR' }), '150000');
    assert.equal(toMajorText({ amount: 1_000_001, currency: 'PHP' }), '10000.01');
    assert.equal(toMajorText({ amount: 1, currency: 'THB' }), '0.01');
    assert.equal(toMajorText({ amount: 0, currency: 'SGD' }), '0.00');
  });

  it('is parsed back exactly, for any amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT }), fc.constantFrom(...CURRENCIES), (amount, currency) => {
        assert.equal(fromMajor(toMajorText({ amount, currency }), currency), amount);
      }),
    );
  });

  it('is parsed from what providers send, as string or number', () => {
    assert.equal(fromMajor('10000.010', 'PHP'), 1_000_001);
    assert.equal(fromMajor(10000.01, 'PHP'), 1_000_001);
    assert.equal(fromMajor(150000, 'IDR'), 150_000);
    assert.equal(fromMajor('150000.00', 'IDR'), 150_000);
  });

  it('is not parsed from anything but a plain decimal, nor with more decimals than the currency has', () => {
    for (const text of ['', '-1', '+1', '1e5', '1,000', '0x10', ' 1', '1.', '.5', 'NaN', '1.001', '9'.repeat(16)]) {
      assert.equal(fromMajor(text, 'PHP'), undefined, text);
    }
    assert.equal(fromMajor('150000.5', 'IDR'), undefined);
    assert.equal(fromMajor(0.1 + 0.2, 'PHP'), undefined);
    assert.equal(fromMajor(1e21, 'IDR'), undefined);
  });

  it('is equal only if amount and currency are', () => {
    assert.ok(sameMoney({ amount: 1, currency: 'IDR' }, { amount: 1, currency: 'IDR' }));
    assert.ok(!sameMoney({ amount: 1, currency: 'IDR' }, { amount: 1, currency: 'VND' }));
    assert.ok(!sameMoney({ amount: 1, currency: 'IDR' }, { amount: 2, currency: 'IDR' }));
  });

  it('is displayed with the decimals that the currency uses', () => {
    for (const currency of CURRENCIES) {
      const shown = formatMoney({ amount: 12_345_678, currency }, 'en');
      assert.equal(/\.\d{2}$/.test(shown), CURRENCY_DECIMALS[currency] === 2, shown);
    }
    assert.match(formatMoney({ amount: 150_000, currency: 'IDR' }, 'id'), /^Rp\s150\.000$/);
  });
});
