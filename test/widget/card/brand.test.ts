import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brandOf } from '../../../widget/card/brand.ts';

const BRANDS: readonly (readonly [first: string, brand: string])[] = [
  ['4', 'Visa'],
  ['4111', 'Visa'],
  ['51', 'Mastercard'],
  ['55', 'Mastercard'],
  ['2221', 'Mastercard'],
  ['2720', 'Mastercard'],
  ['3528', 'JCB'],
  ['3589', 'JCB'],
  ['34', 'Amex'],
  ['3782', 'Amex'],
  ['1946', 'GPN'],
  ['5022', 'GPN'],
  ['6011', 'GPN'],
  ['63', 'GPN'],
];

for (const [first, brand] of BRANDS) test(`${first}… is ${brand}`, () => assert.equal(brandOf(first).name, brand));

test('an unknown network has no name, and its cards are accepted', () => {
  for (const first of ['', '2', '222', '2220', '2721', '3', '30', '352', '3527', '3590', '36', '57', '62', '9'])
    assert.equal(brandOf(first).name, '', first);
});

test('only American Express has four digits on the front', () => {
  assert.deepEqual(
    ['4', '51', '3528', '37', '1946', ''].map((first) => brandOf(first).cvv),
    [3, 3, 3, 4, 3, 3],
  );
});
