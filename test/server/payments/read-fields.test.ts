import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checkout, Customer } from '../../../server/payments/payment.ts';
import type { OfferField } from '../../../server/payments/ports.ts';
import { isFilled, readFields } from '../../../server/payments/read-fields.ts';
import { providers } from '../../../server/providers/registry.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const mobile: OfferField = {
  name: 'phone',
  type: 'phone',
  required: true,
  label: 'Phone',
  filledBy: 'phone',
  pattern: { regex: /^\+628\d{7,12}$/, message: 'must be a mobile number' },
};
const email: OfferField = { name: 'email', type: 'email', required: true, label: 'E-mail', filledBy: 'email' };

const now = virtualClock().now();
const of = (customer?: Customer): Checkout => ({
  id: 'co_1',
  reference: 'order-1',
  amount: 150_000,
  currency: 'IDR',
  country: 'ID',
  customer,
  returnUrl: 'https://shop.example/',
  expiresAt: now,
  capture: 'automatic',
  savePayment: 'never',
  status: 'open',
  sequence: 0,
  createdAt: now,
  updatedAt: now,
});

test('what the checkout knows is not asked for, and is taken', () => {
  const checkout = of({ phone: '+6281234567890', email: 'siti@example.com' });
  assert.deepEqual([isFilled(mobile, checkout), isFilled(email, checkout)], [true, true]);
  assert.deepEqual(readFields([mobile, email], {}, checkout), { phone: '+6281234567890', email: 'siti@example.com' });
});

test('what it does not know, or what would be refused, is asked for: the customer can put it right', () => {
  for (const customer of [undefined, {}, { phone: '+62215550123', email: 'siti@localhost' }]) {
    const checkout = of(customer);
    assert.deepEqual([isFilled(mobile, checkout), isFilled(email, checkout)], [false, false]);
    const typed = { phone: '0812-3456-7890', email: 'siti@example.com' };
    assert.equal(readFields([mobile, email], typed, checkout)['phone'], '+6281234567890');
  }
});

test('a phone or an e-mail of any provider can be filled by the checkout', () => {
  const asked = providers.flatMap(({ offers }) => offers.flatMap(({ fields }) => fields));
  const kinds = asked.filter(({ type }) => type === 'phone' || type === 'email');
  assert.ok(kinds.length > 0);
  for (const { type, filledBy } of kinds) assert.equal(filledBy, type);
});
