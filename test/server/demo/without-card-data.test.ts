import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutCardData } from '../../../server/demo/without-card-data.ts';

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';
const kept = (form: Record<string, string>): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(withoutCardData(new URLSearchParams(form).toString(), FORM)));

const luhn = (digits: string): number =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) % 10;

test('of a card number that is not a test card only the ends are kept, and the check digit stays valid', () => {
  for (const number of ['4242424242424242', '4242 4242 4242 4242', '5555-5555-5555-4444', '378282246310005']) {
    const digits = number.replaceAll(/\D/g, '');
    const { number: after = '' } = kept({ number });
    assert.equal(after.length, digits.length);
    assert.equal(after.slice(0, 6) + after.slice(-4), digits.slice(0, 6) + digits.slice(-4));
    assert.match(after.slice(7, -4), /^0+$/);
    assert.equal(luhn(after), 0);
  }
});

test('test cards and what is not a card number stay unchanged', () => {
  const form = { number: '4000000000002503', expiry: '12/30', holder: 'Sari', account: '1234567890123456' };
  assert.deepEqual(kept(form), form);
  assert.equal(withoutCardData('{"number":"4242424242424242"}', 'application/json'), '{"number":"4242424242424242"}');
});

test('of a security code only the length is kept', () => {
  const form = { cvn: '123', cvv: '9876', cardCvv: '321' };
  assert.deepEqual(kept(form), { cvn: '000', cvv: '0000', cardCvv: '000' });
});

test('a signed timestamp stays unchanged, also where it would pass as a card number', () => {
  assert.equal(luhn('20260401120007'), 0);
  assert.deepEqual(kept({ timeStamp: '20260401120007' }), { timeStamp: '20260401120007' });
});
