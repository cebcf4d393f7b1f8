import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredFields, prefilledValue } from '../../../../server/payments/channel/required-fields.ts';
import type { Checkout } from '../../../../server/payments/model/model.ts';
import type { Offer, OfferField } from '../../../../server/payments/ports/ports.ts';
import { providers } from '../../../../server/providers/registry.ts';

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

const fieldNames = (installments?: readonly number[]): readonly string[] => {
  const offer: Pick<Offer, 'fields'> = { fields: [phone, months] };
  const checkout: Pick<Checkout, 'installments'> = { installments };
  return requiredFields(offer, checkout).map(({ name, options }) =>
    [name, ...(options ?? []).map(({ value }) => value)].join(' '),
  );
};

test('only the checkout’s installments are options, and paying at once', () => {
  assert.deepEqual(fieldNames([3, 12]), ['phone', 'months 1 3 12']);
});

test('an installment that the channel does not have is no option', () => {
  assert.deepEqual(fieldNames([3, 24]), ['phone', 'months 1 3']);
});

test('a field with a single option is left out', () => {
  for (const installments of [undefined, [], [1], [24]]) assert.deepEqual(fieldNames(installments), ['phone']);
});

test('a value of the checkout’s customer that the field does not accept is not used', () => {
  const mobile: OfferField = {
    ...phone,
    filledBy: 'phone',
    pattern: { regex: /^\+628\d{8,11}$/, message: 'must be an Indonesian mobile number' },
  };
  assert.equal(prefilledValue(mobile, { phone: '+6281210002000' }), '+6281210002000');
  assert.equal(prefilledValue(mobile, { phone: '+6591234567' }), undefined);
  assert.equal(prefilledValue({ ...mobile, pattern: undefined }, { phone: '+6591234567' }), '+6591234567');
  assert.equal(prefilledValue(phone, { phone: '+6281210002000' }), undefined, 'nothing fills it');
  assert.equal(prefilledValue(mobile, undefined), undefined);
});

test('an e-mail address that a provider would refuse is not used', () => {
  const email: OfferField = { name: 'email', type: 'email', required: true, label: 'E-mail', filledBy: 'email' };
  assert.equal(prefilledValue(email, { email: 'siti@localhost' }), undefined);
  assert.equal(prefilledValue(email, { email: 'siti@example.com' }), 'siti@example.com');
});

test('every provider: a phone number or e-mail address that the checkout has is not asked for', () => {
  const fields = providers.flatMap(({ offers }) => offers.flatMap((offer) => offer.fields));
  const personal = fields.filter(({ type }) => type === 'phone' || type === 'email');
  assert.ok(personal.length > 0);
  for (const { type, filledBy } of personal) assert.equal(filledBy, type);
});
