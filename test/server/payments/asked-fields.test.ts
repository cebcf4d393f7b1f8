import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsFor, knownAnswer } from '../../../server/payments/asked-fields.ts';
import type { Checkout } from '../../../server/payments/payment.ts';
import type { Offer, OfferField } from '../../../server/payments/ports.ts';

const option = (value: string) => ({ value, label: value });
const months: OfferField = {
  name: 'months',
  type: 'select',
  required: false,
  label: 'Months',
  options: ['1', '3', '6', '12'].map(option),
  narrowedBy: 'installments',
};
const phone: OfferField = { name: 'phone', type: 'phone', required: true, label: 'Phone' };

const asked = (installments?: readonly number[]): readonly string[] => {
  const offer: Pick<Offer, 'fields'> = { fields: [phone, months] };
  const checkout: Pick<Checkout, 'installments'> = { installments };
  return fieldsFor(offer, checkout).map(({ name, options }) =>
    [name, ...(options ?? []).map(({ value }) => value)].join(' '),
  );
};

test('options are those that the shop allows, and paying at once', () => {
  assert.deepEqual(asked([3, 12]), ['phone', 'months 1 3 12']);
});

test('what the channel does not have cannot be allowed', () => {
  assert.deepEqual(asked([3, 24]), ['phone', 'months 1 3']);
});

test('one way only is nothing to choose', () => {
  for (const installments of [undefined, [], [1], [24]]) assert.deepEqual(asked(installments), ['phone']);
});

test('what the shop has told is not asked, unless the channel could not take it', () => {
  const ovo: OfferField = {
    ...phone,
    filledBy: 'phone',
    pattern: { regex: /^\+628\d{8,11}$/, message: 'must be Indonesian' },
  };
  assert.equal(knownAnswer(ovo, { phone: '+6281210002000' }), '+6281210002000');
  for (const customer of [{ phone: '+6591234567' }, {}, undefined]) assert.equal(knownAnswer(ovo, customer), undefined);
  assert.equal(knownAnswer(phone, { phone: '+6281210002000' }), undefined, 'asked in any case');
});
