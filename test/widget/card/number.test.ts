import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { groupNumber, isCardNumber, numberDigits, passesLuhn } from '../../../widget/card/number.ts';

const GOOD = [
  '4111111111111111',
  '4222222222222',
  '4434260000000008',
  '5123450000000008',
  '5555555555554444',
  '2221000000000009',
  '3530111333300000',
  '378282246310005',
  '6011111111111117',
  '6200000000000005',
];

describe('a card number', () => {
  for (const number of GOOD) test(`${number} can be one`, () => assert.ok(isCardNumber(number)));

  test('may be typed with spaces or hyphens, or in full width', () => {
    for (const text of [
      '4111 1111 1111 1111',
      '4111-1111-1111-1111',
      ' 4111111111111111\n',
      '４１１１１１１１１１１１１１１１',
    ])
      assert.ok(isCardNumber(text), text);
  });

  test('cannot be one with a wrong last digit, too few digits, or too many for its brand', () => {
    for (const text of ['', '4', '4111111111111112', '411111111111111', '0', '37828224631000', '378282246310005000'])
      assert.ok(!isCardNumber(text), text);
  });

  test('with any single digit mistyped does not pass', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GOOD), fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const at = place % number.length;
        const wrong = (Number(number[at]) + by) % 10;
        return !passesLuhn(`${number.slice(0, at)}${wrong}${number.slice(at + 1)}`);
      }),
    );
  });
});

describe('as it is read', () => {
  test('is grouped as on the card', () => {
    assert.equal(groupNumber('4111111111111111'), '4111 1111 1111 1111');
    assert.equal(groupNumber('378282246310005'), '3782 822463 10005');
    assert.equal(groupNumber('6200000000000000003'), '6200 0000 0000 0000 003');
    assert.equal(groupNumber(''), '');
    assert.equal(groupNumber('4111'), '4111');
    assert.equal(groupNumber('41111'), '4111 1');
  });

  test('drops other characters and surplus digits', () => {
    assert.equal(groupNumber('Kartu: 5555-5555-5555-4444.'), '5555 5555 5555 4444');
    assert.equal(numberDigits('55555555555544449'), '5555555555554444');
    assert.equal(numberDigits('37828224631000599'), '378282246310005');
  });

  test('loses no digit, however it was typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\d -]{0,24}$/), (text) => {
        const digits = text.replace(/\D/g, '');
        return (
          digits.startsWith(groupNumber(text).replaceAll(' ', '')) &&
          groupNumber(groupNumber(text)) === groupNumber(text)
        );
      }),
    );
  });
});
