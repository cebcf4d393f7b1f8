import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthlyAmount } from '../../shared/installments.ts';

test('a month costs its share, rounded up to the smallest unit', () => {
  assert.equal(monthlyAmount(173_000, 3), 57_667);
  assert.equal(monthlyAmount(150_000, 3), 50_000);
  assert.equal(monthlyAmount(150_000, 1), 150_000);
  assert.equal(monthlyAmount(1, 12), 1);
});
