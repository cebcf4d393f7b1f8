import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextInquiryAt } from '../../../server/payments/inquiry-schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When inquiries are made, counted from the instruction, if each is made the moment it is due. */
function schedule(expiresAt: number, start = 0): number[] {
  const moments: number[] = [];
  let now = start;
  for (let attempt = 0; attempt < 10_000; attempt += 1) {
    const next = nextInquiryAt(attempt, now, expiresAt);
    if (next === undefined) return moments;
    assert.ok(next > now, 'every inquiry is later than the one before');
    moments.push(next);
    now = next;
  }
  return assert.fail('it never ends');
}

test('2, 4, 8, 15 and 30 s after the instruction, then with pauses that double up to 15 minutes', () => {
  const moments = schedule(24 * HOUR).map((ms) => ms / 1_000);
  assert.deepEqual(moments.slice(0, 12), [2, 4, 8, 15, 30, 60, 120, 240, 480, 960, 1_860, 2_760]);
});

test('at the expiry, then one, two, three and 24 hours after it, then never', () => {
  for (const expiresAt of [40_000, 15 * MINUTE, 24 * HOUR, 24 * HOUR + 17]) {
    assert.deepEqual(
      schedule(expiresAt)
        .slice(-5)
        .map((ms) => ms - expiresAt),
      [0, HOUR, 2 * HOUR, 3 * HOUR, 24 * HOUR],
    );
  }
});

test('no pause before the expiry is longer than 15 minutes', () => {
  const moments = schedule(24 * HOUR).filter((moment) => moment <= 24 * HOUR);
  assert.ok(moments.every((moment, at) => moment - (moments[at - 1] ?? 0) <= 15 * MINUTE));
});

test('an inquiry that is late is followed by the next that is still to come', () => {
  assert.equal(nextInquiryAt(40, 10 * HOUR, 8 * HOUR - 1), 11 * HOUR - 1);
  assert.equal(nextInquiryAt(0, 10 * HOUR, 10 * HOUR), 11 * HOUR);
  assert.equal(nextInquiryAt(7, 40 * HOUR, 10 * HOUR), undefined);
});
