import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notificationOutcome, outcomeOf } from '../../../../server/providers/nicepay/status.ts';

const STATUSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const OUTCOMES = {
  P: 'paid',
  c: 'canceled',
  R: 'reversed',
  a: 'requires_action',
  x: 'expired',
  w: 'processing',
  f: 'failed',
  '?': 'unknown',
} as const;

/** One row per payment method, one column per digit. */
const EXPECTED = {
  '00': 'P??a?????a',
  '01': 'Pcc?????fa',
  '02': 'PR?ax?????',
  '03': 'P??axw????',
  '04': 'Pc?a?????a',
  '05': 'Pccawx??fa',
  '06': 'Pcca????fa',
  '08': 'P?cawxf???',
  '09': 'Pcc?????fa',
} as const;

for (const [payMethod, row] of Object.entries(EXPECTED)) {
  test(`payMethod ${payMethod}`, () => {
    assert.deepEqual(
      STATUSES.map((status) => outcomeOf(payMethod, status)),
      Array.from(row).map((letter) => OUTCOMES[letter as keyof typeof OUTCOMES]),
    );
  });
}

test('the same digit means different things', () => {
  assert.notEqual(outcomeOf('03', '4'), outcomeOf('05', '4'));
  assert.notEqual(outcomeOf('03', '5'), outcomeOf('05', '5'));
  assert.notEqual(outcomeOf('01', '1'), outcomeOf('02', '1'));
});

test('an unknown status is inquired again', () => {
  for (const status of [undefined, '', '10', 'paid', '__proto__', 'toString']) {
    assert.equal(outcomeOf('01', status), 'unknown', status);
  }
  for (const payMethod of ['07', '10', '', '__proto__', 'constructor']) {
    assert.equal(outcomeOf(payMethod, '0'), 'unknown', payMethod);
  }
});

test('a notification has a status list of its own', () => {
  assert.equal(notificationOutcome('0'), 'paid');
  assert.equal(notificationOutcome('1'), 'reversed');
  for (const status of [undefined, '2', '9', '']) assert.equal(notificationOutcome(status), 'unknown', status);
});
