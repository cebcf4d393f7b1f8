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

const asked = (installments?: readonly number[]): readonly string[] => {
  const offer: Pick<Offer, 'fields'> = { fields: [phone, months] };
  const checkout: Pick<Checkout, 'installments'> = { installments };
  return requiredFields(offer, checkout).map(({ name, options }) =>
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

test('the customer is asked for what the shop has told, if it is nothing that the field takes', () => {
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

test('an address that would be refused is no answer', () => {
  const email: OfferField = { name: 'email', type: 'email', required: true, label: 'E-mail', filledBy: 'email' };
  assert.equal(prefilledValue(email, { email: 'siti@localhost' }), undefined);
  assert.equal(prefilledValue(email, { email: 'siti@example.com' }), 'siti@example.com');
});

test('whoever sells it: a phone or an address that the shop knows is not asked for', () => {
  const fields = providers.flatMap(({ offers }) => offers.flatMap((offer) => offer.fields));
  const personal = fields.filter(({ type }) => type === 'phone' || type === 'email');
  assert.ok(personal.length > 0);
  for (const { type, filledBy } of personal) assert.equal(filledBy, type);
});
