import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CardField, type CardFault, checkCardField, sendable } from '../../../widget/card/check.ts';

const NOW = new Date(2026, 10, 22, 12).getTime();
const VISA = '4111 1111 1111 1111';
const AMEX = '3782 822463 10005';

const CASES: readonly (readonly [CardField, text: string, CardFault | undefined, number?: string])[] = [
  ['number', VISA, undefined],
  ['number', '  ', 'number_needed'],
  ['number', '4111 1111 1111 1112', 'number_wrong'],
  ['number', '4111 1111', 'number_wrong'],
  ['expiry', '11/26', undefined],
  ['expiry', '10/26', 'expiry_past'],
  ['expiry', '12/25', 'expiry_past'],
  ['expiry', '13/27', 'expiry_wrong'],
  ['expiry', '', 'expiry_needed'],
  ['cvv', '123', undefined],
  ['cvv', '1234', 'cvv_wrong'],
  ['cvv', '12', 'cvv_wrong'],
  ['cvv', '12a', 'cvv_wrong'],
  ['cvv', '1234', undefined, AMEX],
  ['cvv', '123', 'cvv_wrong', AMEX],
  ['cvv', '', 'cvv_needed'],
  ['holder', 'Sari Wulandari', undefined],
  ['holder', 'Sari 2', 'holder_wrong'],
  ['holder', '', 'holder_needed'],
  ['email', 'sari@example.com', undefined],
  ['email', 'sari', 'email_wrong'],
  ['email', '', 'email_needed'],
];

describe('a field of the card', () => {
  for (const [field, text, fault, number = VISA] of CASES)
    test(`${field} "${text}"${number === AMEX ? ' of an Amex' : ''}: ${fault ?? 'good'}`, () =>
      assert.equal(checkCardField(field, text, number, NOW), fault));
});

test('is sent in the provider’s format', () => {
  assert.equal(sendable('number', VISA), '4111111111111111');
  assert.equal(sendable('expiry', '08/29'), '2908');
  assert.equal(sendable('cvv', '123'), '123');
  assert.equal(sendable('holder', ' Siti  Nur-Aïsyah, S.E. '), 'Siti Nur Aisyah S E');
  assert.equal(sendable('email', ' sari@example.com '), 'sari@example.com');
});
